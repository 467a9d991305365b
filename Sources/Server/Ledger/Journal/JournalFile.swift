internal import Bureau
internal import Schema
internal import Store

/// Opens journal files, which share a shape and an `application_id`.
enum JournalFile {
  /// `application_id`: "SBJ1".
  static let application: Int32 = 0x5342_4A31
  static let shape = Migration(number: 1, sql: String(decoding: Schema.journal, as: UTF8.self))

  /// Opens the file for its one writer, or creates it.
  static func write(
    _ path: String, _ settings: JournalSettings
  ) throws(StoreFailure) -> Database {
    let database = try Database.open(
      path: path, mode: .readWriteCreate,
      settings: .init(
        synchronous: .full, cachePages: settings.cachePages, vfs: settings.vfs))
    try database.migrate([shape], application: application)
    return database
  }

  /// Opens the file for a reader.
  static func read(
    _ path: String, _ settings: JournalSettings
  ) throws(StoreFailure) -> Database {
    let database = try Database.open(
      path: path, mode: .readOnly,
      settings: .init(cachePages: settings.cachePages, vfs: settings.vfs))
    guard try database.shape() == shape.number else {
      throw StoreFailure(
        kind: .shape, code: 0, extended: 0, message: "\(path) is no journal of shape 1")
    }
    return database
  }
}

extension JournalFailure {
  /// The journal's name of a failure of Store.
  init(_ failure: StoreFailure) {
    switch failure.kind {
    case .diskFull: self = .diskFull(failure.description)
    case .corrupt, .shape: self = .corrupt(failure.description)
    case .constraint, .tooLong, .misuse: self = .malformed(failure.description)
    case .readOnly: self = .readOnly
    case .io, .busy, .cannotOpen, .taken, .other: self = .io(failure.description)
    }
  }

  /// Whether the writing connection must not be used after it.
  var isFinal: Bool {
    switch self {
    case .diskFull, .io, .corrupt, .lostClaim: true
    case .behind, .malformed, .backup, .readOnly: false
    }
  }
}

/// Calls Store; a failure becomes a `JournalFailure`.
func storedInJournal<Outcome>(
  _ body: () throws(StoreFailure) -> Outcome
) throws(JournalFailure) -> Outcome {
  do throws(StoreFailure) { return try body() } catch { throw JournalFailure(error) }
}
