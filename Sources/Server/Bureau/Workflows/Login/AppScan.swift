internal import Protocol

enum AppScan {
  static func decide(
    _ request: Request, _ app: ScanApp, _ state: State, _ lobby: Lobby, _ means: inout Means
  ) throws(Refusal) -> Decision { throw Dispatch.wrongDoor }
}
