internal import Protocol
internal import Store

/// The structured log on standard error: one line for each event, `time level event key=value …`.
///
/// Callers pass numbers, codes and file names, never fields of a request, so no secret is logged.
enum Log {
  /// The severity of a line.
  enum Level: String {
    case info
    case warning
    case error
  }

  /// Writes a line. Values are cut at 500 characters; control characters become spaces; a value
  /// with a space, quote or `=` is quoted.
  static func write(_ level: Level, _ event: String, _ fields: [(String, String)] = []) {
    let time = Timestamp(clamping: BureauClock.wallMilliseconds())
    let pairs = fields.map { " \($0.0)=\(quoted($0.1))" }.joined()
    StandardError.writeLine("\(time) \(level.rawValue) \(event)\(pairs)")
  }

  private static func quoted(_ value: String) -> String {
    let clean = String(
      value.unicodeScalars.prefix(500).map {
        $0.value < 0x20 || $0.value == 0x7F ? " " : Character($0)
      })
    guard clean.contains(where: { $0 == " " || $0 == "\"" || $0 == "=" }) else { return clean }
    return "\"" + clean.replacing("\"", with: "'") + "\""
  }
}
