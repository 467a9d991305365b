internal import Protocol
internal import Store

/// The structured log on standard error: a line an event, `time level event key=value …`.
///
/// No secret ever comes here: callers give numbers, codes and names of files, never a request's
/// fields.
enum Log {
  /// How grave a line is.
  enum Level: String {
    case info
    case warning
    case error
  }

  /// Writes a line. Values lose control characters and are quoted where they hold a space.
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
