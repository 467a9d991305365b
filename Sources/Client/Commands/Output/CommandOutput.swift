import Protocol
import Terminal

/// The output of a command: one JSON value for scripts, and parts for people.
struct CommandOutput {
  enum Part {
    case table(Table)
    case fields(FieldList)
    /// Paragraphs; left out in CSV and plain output.
    case text(Phrase)
  }

  /// The data of the envelope.
  let json: JSONValue
  /// The lines of `jsonl`; nil: the data as one line.
  let items: [JSONValue]?
  let parts: [Part]

  init(_ json: JSONValue, items: [JSONValue]? = nil, _ parts: [Part]) {
    self.json = json
    self.items = items
    self.parts = parts
  }

  /// The output of a message.
  ///
  /// - Parameter member: the list whose elements are the lines of `jsonl`.
  init<M: Message>(_ message: M, list member: String? = nil, _ parts: [Part]) {
    let json = MessageJSON.of(message)
    self.init(json, items: member.flatMap { json[$0]?.array }, parts)
  }
}
