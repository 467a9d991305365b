internal import Protocol

enum OfficerNeeds {
  static func needs(_ request: Request, _ state: State, _ found: Found) -> [Need] { [] }
}
