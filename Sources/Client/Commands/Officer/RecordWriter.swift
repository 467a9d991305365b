import Protocol
import Terminal

/// Writes records of the officer's import file: JSON Lines, as `RecordReader` reads them.
struct RecordWriter {
  private var json = JSONWriter()

  /// The number of bytes written since the last `drain`.
  var count: Int { json.count }

  /// Writes one line, such as `{"notice":{…}}`.
  mutating func line<M: Message>(_ kind: String, _ message: M) {
    json.value([kind: MessageJSON.of(message, .file)])
    json.endLine()
  }

  /// Returns and removes the bytes written since the last call.
  mutating func drain() -> [UInt8] { json.drain() }
}
