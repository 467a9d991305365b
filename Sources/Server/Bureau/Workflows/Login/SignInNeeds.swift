internal import Protocol

enum SignInNeeds {
  static func needs(_ request: Request, _ state: State, _ lobby: Lobby, _ found: Found) -> [Need] {
    []
  }
}
