internal import Protocol

enum SignIn {
  static func decide(_ request: Request, _ state: State, _ lobby: Lobby, _ means: inout Means)
    throws(Refusal) -> Decision
  { throw Dispatch.wrongDoor }
}
