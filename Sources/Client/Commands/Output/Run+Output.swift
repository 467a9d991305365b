import Protocol
import Terminal

extension Run {
  /// Prints output in the format of `--output`.
  func show(_ output: CommandOutput) throws(ErrorReport) {
    switch format {
    case .json: try write(Envelope.success(output.json).text + "\n")
    case .jsonl:
      for item in output.items ?? [output.json] { try write(item.text + "\n") }
    case .csv, .plain: try showCells(output)
    case .table: try showText(output)
    }
  }

  /// Prints the confirmation of a change: the manual's Chinese words, in English with `gloss`.
  func show(_ done: Done, _ gloss: Phrase) throws(ErrorReport) {
    let words = done.text.isEmpty ? gloss : Phrase(done.text, "\(done.text) (\(gloss.en))")
    try show(CommandOutput(done, [.text(words)]))
  }

  /// Prints the request that would be sent, for `--dry-run`.
  func showDry<Asked: Message, Answer: Message>(
    _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) throws(ErrorReport) {
    let method = definition.method
    let request = MessageJSON.of(message)
    let json: JSONValue = [
      "dryRun": true, "method": .string(method.name), "request": request,
    ]
    let title = Phrase("仅预览，未发送：\(method.name)", "dry run, nothing sent: \(method.name)")
    let rows = (request.object?.members ?? []).map { member in
      (Phrase(same: member.key), Cell.text(Self.shown(member.value)))
    }
    try show(CommandOutput(json, [.text(title), .fields(FieldList(rows))]))
  }

  private static func shown(_ value: JSONValue) -> String {
    switch value {
    case .null: ""
    case .string(let text): text
    case .object: value["yuan"]?.string ?? value.text
    case .bool, .integer, .array: value.text
    }
  }

  private func showText(_ output: CommandOutput) throws(ErrorReport) {
    let accessible = invocation.flag("accessible") || console.environment("ACCESSIBLE") == "1"
    for (index, part) in output.parts.enumerated() {
      if index > 0, case .table = part { try write("\n") }
      switch part {
      case .table(let table):
        try write(accessible ? table.records(language) : table.text(language))
      case .fields(let fields):
        try write(accessible ? fields.text(language) : fields.aligned(language))
      case .text(let text): try write(Sanitize.lines(text[language]) + "\n")
      }
    }
  }

  /// Prints the first table, or else the first field list as a table of one row.
  private func showCells(_ output: CommandOutput) throws(ErrorReport) {
    let tables = output.parts.compactMap { part in
      switch part {
      case .table(let table): table
      case .fields, .text: nil
      }
    }
    if let table = tables.first { return try write(table.rendered(format, language)) }
    for part in output.parts {
      guard case .fields(let fields) = part else { continue }
      let columns = fields.entries.map { Column($0.title.en, $0.title) }
      return try write(
        Table(columns, [fields.entries.map(\.cell)]).rendered(format, language))
    }
  }
}
