internal import Protocol

enum Gateway {
  static func decide(_ request: Request, _ state: State) throws(Refusal) -> Decision {
    throw Dispatch.wrongDoor
  }
}
