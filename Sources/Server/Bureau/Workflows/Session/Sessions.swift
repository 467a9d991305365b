internal import Protocol

enum Sessions {
  static func decide(
    _ request: Request, _ desk: ClerkDesk, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision { throw Dispatch.wrongDoor }
}
