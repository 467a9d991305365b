/// The format of a command's output (`--output`).
///
/// `table` may change with any release; the others are a contract with scripts.
package enum OutputFormat: String, Sendable, Equatable, CaseIterable {
  /// For people: aligned columns; `title: value` lines with `--accessible`.
  case table
  /// One JSON document, in the envelope.
  case json
  /// JSON Lines: one value of a list on each line, without the envelope.
  case jsonl
  /// RFC 4180, with a line of titles.
  case csv
  /// Values separated by tabs, without titles.
  case plain
}
