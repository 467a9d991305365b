internal import Protocol

enum Officer {
  static func decide(_ request: Request, _ name: String, _ state: State, _ means: inout Means)
    throws(Refusal) -> Decision
  { throw Dispatch.wrongDoor }
}
