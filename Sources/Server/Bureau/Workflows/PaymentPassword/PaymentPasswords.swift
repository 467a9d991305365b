internal import Protocol

enum PaymentPasswords {
  static func decide(_ request: Request, _ desk: ClerkDesk, _ lobby: Lobby, _ means: inout Means)
    throws(Refusal) -> Decision
  { throw Dispatch.wrongDoor }
}
