import Protocol
import Terminal

/// The files of a profile: the session (`session`) and the requests in flight (`inflight/<key>`).
struct StateStore {
  /// The most bytes of a file in `inflight`.
  static let inflightBytesMax = 262_144

  /// The profile's folder; nil where the environment names no home: then nothing can be stored.
  let path: String?

  func session() throws(ErrorReport) -> StoredSession? {
    guard let folder = try folder("") else { return nil }
    return try reporting { () throws(InputFailure) in
      try folder.read("session", limit: StoredSession.bytesMax)
    }.flatMap(StoredSession.init)
  }

  func keep(_ session: StoredSession) throws(ErrorReport) {
    let folder = try needed("")
    try reporting { () throws(InputFailure) in try folder.write("session", session.bytes) }
  }

  func dropSession() throws(ErrorReport) {
    guard let folder = try folder("") else { return }
    try reporting { () throws(InputFailure) in try folder.remove("session") }
  }

  func keep(_ request: InFlightRequest) throws(ErrorReport) {
    let folder = try needed("/inflight")
    try reporting { () throws(InputFailure) in
      try folder.write(request.key.description, request.bytes)
    }
  }

  func drop(_ key: Id128) throws(ErrorReport) {
    guard let folder = try folder("/inflight") else { return }
    try reporting { () throws(InputFailure) in try folder.remove(key.description) }
  }

  /// Returns all requests in flight, of all owners, the oldest first: keys begin with their time.
  func inFlight() throws(ErrorReport) -> [InFlightRequest] {
    guard let folder = try folder("/inflight") else { return [] }
    return try reporting { () throws(InputFailure) in
      var found: [InFlightRequest] = []
      for name in try folder.names(where: { Id128(hex: $0.filter { $0 != "-" }) != nil }) {
        guard let bytes = try folder.read(name, limit: Self.inflightBytesMax) else { continue }
        if let request = InFlightRequest(bytes), request.key.description == name {
          found.append(request)
        }
      }
      return found
    }
  }

  /// Returns the payments among the requests in flight.
  func inFlightPayments() throws(ErrorReport) -> [InFlightPayment] {
    try inFlight().compactMap { if case .payment(let payment) = $0 { payment } else { nil } }
  }

  /// Returns the other changes among the requests in flight.
  func inFlightChanges() throws(ErrorReport) -> [InFlightChange] {
    try inFlight().compactMap { if case .change(let change) = $0 { change } else { nil } }
  }

  /// Returns the folder, if it exists.
  private func folder(_ below: String) throws(ErrorReport) -> StateFolder? {
    guard let path, StateFolder.exists(path + below) else { return nil }
    return try needed(below)
  }

  /// Returns the folder, created where it is missing; throws where no home is known.
  private func needed(_ below: String) throws(ErrorReport) -> StateFolder {
    guard let path else {
      throw ErrorReport(
        .configuration, code: "config.no-home",
        what: Phrase("未设置 HOME 或 XDG_STATE_HOME", "neither HOME nor XDG_STATE_HOME is set"))
    }
    return try reporting { () throws(InputFailure) in try StateFolder(making: path + below) }
  }
}
