internal import Protocol

enum Todos {
  static func decide(_ request: Request, _ desk: ClerkDesk, _ means: Means) throws(Refusal)
    -> Decision
  { throw Dispatch.wrongDoor }
}
