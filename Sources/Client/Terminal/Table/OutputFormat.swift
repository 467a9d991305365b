/// The form of what a command prints (`--output`).
///
/// The table may change from release to release; the others are a contract.
package enum OutputFormat: String, Sendable, Equatable, CaseIterable {
  /// For people: aligned columns, or records in accessible mode.
  case table
  /// One JSON document in the envelope.
  case json
  /// One JSON value on each line.
  case jsonl
  /// RFC 4180, with titles.
  case csv
  /// Values between tabs, without titles.
  case plain
}
