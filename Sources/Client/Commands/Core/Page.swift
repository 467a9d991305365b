import Protocol
import Terminal

/// What a command answers: one JSON value for scripts, and parts for people.
struct Page {
  /// A part for people.
  enum Part {
    case table(Table)
    case records(FieldList)
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

extension Run {
  /// Prints a page in the format asked for.
  func show(_ page: Page) throws(ErrorReport) {
    switch format {
    case .json: try write(Envelope.success(page.json).text + "\n")
    case .jsonl:
      for item in page.items ?? [page.json] { try write(item.text + "\n") }
    case .csv, .plain: try showCells(page)
    case .table: try showText(page)
    }
  }

  /// The manual's words for a change, Chinese in both languages, with an English gloss.
  func show(_ done: Done, _ gloss: Phrase) throws(ErrorReport) {
    let words = done.text.isEmpty ? gloss : Phrase(done.text, "\(done.text) (\(gloss.en))")
    try show(Page(done, [.text(words)]))
  }

  /// What `--dry-run` shows: the request that would be sent.
  func showDry<Asked: Message, Answer: Message>(
    _ row: MethodDefinition<Asked, Answer>, _ message: Asked
  ) throws(ErrorReport) {
    let method = row.method
    let request = MessageJSON.of(message)
    let json: JSONValue = [
      "dryRun": true, "method": .string(method.name), "request": request,
    ]
    let title = Phrase("仅预览，未发送：\(method.name)", "dry run, nothing sent: \(method.name)")
    let rows = (request.object?.members ?? []).map { member in
      (Phrase(same: member.key), Cell.text(Self.shown(member.value)))
    }
    try show(Page(json, [.text(title), .records(FieldList(rows))]))
  }

  private static func shown(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .object: value["yuan"]?.string ?? value.text
    case .bool, .integer, .array: value.text
    }
  }

  private func showText(_ page: Page) throws(ErrorReport) {
    let accessible = invocation.flag("accessible") || console.environment("ACCESSIBLE") == "1"
    for (index, part) in page.parts.enumerated() {
      if index > 0, case .table = part { try write("\n") }
      switch part {
      case .table(let table):
        try write(accessible ? table.records(language) : table.text(language))
      case .records(let records):
        try write(accessible ? records.text(language) : records.aligned(language))
      case .text(let text): try write(Sanitize.lines(text[language]) + "\n")
      }
    }
  }

  /// The first table; a record is a table of one row.
  private func showCells(_ page: Page) throws(ErrorReport) {
    let tables = page.parts.compactMap { part in
      switch part {
      case .table(let table): table
      case .records, .text: nil
      }
    }
    if let table = tables.first { return try write(table.rendered(format, language)) }
    for part in page.parts {
      guard case .records(let records) = part else { continue }
      let columns = records.fields.map { Column($0.title.en, $0.title) }
      return try write(
        Table(columns, [records.fields.map(\.cell)]).rendered(format, language))
    }
  }
}
