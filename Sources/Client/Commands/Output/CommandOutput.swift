import Protocol
import Terminal

/// What a command answers: one JSON value for scripts, and parts for people.
struct CommandOutput {
  /// A part for people.
  enum Part {
    case table(Table)
    case fields(FieldList)
    /// Paragraphs; nothing in CSV.
    case text(Phrase)
  }

  /// The envelope's data.
  let json: JSONValue
  /// What `jsonl` writes one to a line; nil: the data as one line.
  let items: [JSONValue]?
  let parts: [Part]

  init(_ json: JSONValue, items: [JSONValue]? = nil, _ parts: [Part]) {
    self.json = json
    self.items = items
    self.parts = parts
  }

  /// A message and its parts.
  init<M: Message>(_ message: M, list member: String? = nil, _ parts: [Part]) {
    let json = MessageJSON.of(message)
    self.init(json, items: member.flatMap { json[$0]?.array }, parts)
  }
}
