import Protocol
import Terminal

/// The profile's state folder: the session and the requests under way.
struct StateStore {
  /// Bytes of one of them.
  static let inflightBytesMax = 262_144

  /// nil where no home is known: nothing can be kept.
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

  func keep(_ note: Unanswered) throws(ErrorReport) {
    let folder = try needed("/inflight")
    try reporting { () throws(InputFailure) in
      try folder.write(note.key.description, note.bytes)
    }
  }

  func drop(_ key: Id128) throws(ErrorReport) {
    guard let folder = try folder("/inflight") else { return }
    try reporting { () throws(InputFailure) in try folder.remove(key.description) }
  }

  /// Oldest first: keys begin with their time.
  func pending() throws(ErrorReport) -> [Unanswered] {
    guard let folder = try folder("/inflight") else { return [] }
    return try reporting { () throws(InputFailure) in
      var found: [Unanswered] = []
      for name in try folder.names(where: { Id128(hex: $0.filter { $0 != "-" }) != nil }) {
        guard let bytes = try folder.read(name, limit: Self.inflightBytesMax) else { continue }
        if let note = Unanswered(bytes), note.key.description == name { found.append(note) }
      }
      return found
    }
  }

  /// The payments among them.
  func payments() throws(ErrorReport) -> [PendingPayment] {
    try pending().compactMap { if case .payment(let payment) = $0 { payment } else { nil } }
  }

  /// The other changes among them.
  func changes() throws(ErrorReport) -> [PendingChange] {
    try pending().compactMap { if case .change(let change) = $0 { change } else { nil } }
  }

  /// The folder if it is there.
  private func folder(_ below: String) throws(ErrorReport) -> Folder? {
    guard let path, Folder.exists(path + below) else { return nil }
    return try needed(below)
  }

  private func needed(_ below: String) throws(ErrorReport) -> Folder {
    guard let path else {
      throw ErrorReport(
        .configuration, code: "config.no-home",
        what: Phrase("未设置 HOME 或 XDG_STATE_HOME", "neither HOME nor XDG_STATE_HOME is set"))
    }
    return try reporting { () throws(InputFailure) in try Folder(making: path + below) }
  }
}
