// modules: Protocol Posix Terminal
// sources: Sources/Client/Commands/Output/MessageJSON.swift
// sources: Sources/Client/Commands/Output/MessageJSON+Reading.swift
// sources: Sources/Client/Commands/Officer/RecordReader.swift
// sources: Sources/Client/Commands/Officer/UnreadableRecord.swift
import Protocol
import Terminal

#if canImport(Commands)
  @testable import Commands
#endif

/// Parses bytes as JSON, and as a line of an officer's file. Parsed JSON is written in a form that
/// parses to the same value, and an accepted record can be sent.
enum RecordFuzz: FuzzTarget {
  static func run(_ input: [UInt8]) throws(BrokenProperty) {
    if let json = Readable.value({ () throws(JSONError) in try JSONParser.parse(input) }) {
      let text = json.text
      let again = Readable.value { () throws(JSONError) in try JSONParser.parse(text) }
      try BrokenProperty.unless(again == json, "is read as another: \(text)")
    }
    let record = Readable.value { () throws(UnreadableRecord) in try RecordReader.record(1, input) }
    guard let record else { return }
    let bytes = encode(record)
    let sent = Readable.value { () throws(Malformed) in try decode(ImportRecord.self, from: bytes) }
    try BrokenProperty.unless(sent == record, "is taken, and can't be sent: \(record)")
  }
}
