internal import Terminal

/// Renders a sandbox's answer: a list as a table, an object as a record of `key value` lines.
struct LabRendering {
  let format: OutputFormat
  let language: Language

  func text(_ data: JSONValue) -> String {
    if format == .json { return Envelope.success(data).text + "\n" }
    guard let rows = data.array else {
      guard let object = data.object, format == .table else { return table([data]) }
      return FieldList(object.members.map { (Phrase(same: $0.key), Self.cell($0.value)) })
        .aligned(language)
    }
    return table(rows)
  }

  private func table(_ rows: [JSONValue]) -> String {
    guard let first = rows.first?.object else { return "" }
    let columns = first.members.map { Column($0.key, Phrase(same: $0.key)) }
    let cells = rows.map { row in columns.map { Self.cell(row[$0.key] ?? .null) } }
    return Table(columns, cells).rendered(format, language)
  }

  private static func cell(_ value: JSONValue) -> Cell {
    switch value {
    case .null: .none
    case .bool(let value): .yesNo(value)
    case .integer(let value): .number(value)
    case .string(let text): .text(text)
    case .array(let list): .text(list.map { $0.string ?? $0.text }.joined(separator: ", "))
    case .object: value["fen"]?.integer.map { Cell.money(fen: $0) } ?? .text(value.text)
    }
  }
}
