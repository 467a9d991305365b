import Protocol
import Terminal

/// Writes records of the officer's file as JSON Lines, the form that `RecordReader` reads.
struct RecordWriter {
  private var json = JSONWriter()

  /// Bytes written since the last `drain`.
  var count: Int { json.count }

  /// One line, `{"notice":{…}}` and LF.
  mutating func line<M: Message>(_ kind: String, _ message: M) {
    json.value([kind: MessageJSON.of(message, .file)])
    json.endLine()
  }

  /// What was written since the last call.
  mutating func drain() -> [UInt8] { json.drain() }
}
