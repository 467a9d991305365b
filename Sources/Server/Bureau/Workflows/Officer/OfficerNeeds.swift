internal import Protocol

/// What an officer's requests need in memory: the import or the person that they name.
enum OfficerNeeds {
  /// At most one thing.
  static func needs(_ request: Request, _ state: State, _ found: Found) -> [Need] {
    switch request {
    case .importPart(let part): [.batch(part.batch)]
    case .importCommit(let which), .importShow(let which), .importProblems(let which):
      [.batch(which.batch)]
    case .officerUnlock(let unlock): [.person(unlock.resident)]
    default: []
    }
  }
}
