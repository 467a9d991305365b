internal import Protocol

enum Registrations {
  static func decide(_ request: Request, _ desk: ClerkDesk) throws(Refusal) -> Decision {
    throw Dispatch.wrongDoor
  }
}
