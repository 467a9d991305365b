internal import Protocol

enum Bank {
  static func decide(_ request: Request, _ bank: BankNumber, _ state: State, _ means: inout Means)
    throws(Refusal) -> Decision
  { throw Dispatch.wrongDoor }
}
