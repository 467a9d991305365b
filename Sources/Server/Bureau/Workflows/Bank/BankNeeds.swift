internal import Protocol

enum BankNeeds {
  static func needs(_ request: Request, _ state: State, _ found: Found) -> [Need] { [] }
}
