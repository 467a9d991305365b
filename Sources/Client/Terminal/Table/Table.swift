/// Rows under titles, in every output format.
///
/// For people: two spaces between columns and a rule of `-`. Rejected: boxes, whose characters some
/// terminals draw two cells wide, and which are copied along with the text.
package struct Table: Sendable, Equatable {
  /// The columns, from the left.
  package let columns: [Column]
  /// The rows, each with exactly one cell for each column.
  package let rows: [[Cell]]

  /// Fills short rows with `Cell.none` and drops cells beyond the columns.
  package init(_ columns: [Column], _ rows: [[Cell]]) {
    self.columns = columns
    self.rows = rows.map { row in columns.indices.map { $0 < row.count ? row[$0] : .none } }
  }

  /// Returns the aligned table: titles, rule, rows. All lines are equally wide and end with LF.
  package func text(_ language: Language, width: DisplayWidth = DisplayWidth()) -> String {
    let titles = columns.map { Sanitize.line($0.title[language]) }
    let body = rows.map { shown($0, language, width) }
    let widths = columns.indices.map { index in
      body.reduce(width.of(titles[index])) { max($0, width.of($1[index])) }
    }
    let rule = widths.map { String(repeating: "-", count: $0) }
    return ([titles, rule] + body).map { line($0, widths, width) + "\n" }.joined()
  }

  /// Returns the rows for screen readers: `title: value` lines, an empty line between rows.
  package func records(_ language: Language) -> String {
    rows.map { row in
      FieldList(zip(columns, row).map { ($0.title, $1) }).text(language)
    }.joined(separator: "\n")
  }

  /// The rows as JSON objects, members named by `Column.key`.
  package var json: [JSONValue] {
    rows.map { row in
      .object(JSONObject(zip(columns, row).map { JSONMember($0.key, $1.json) }))
    }
  }

  /// Returns the table in one format; for `json` within the envelope.
  ///
  /// - Parameter accessible: whether format `table` gives `records`.
  package func rendered(
    _ format: OutputFormat, _ language: Language, accessible: Bool = false,
    width: DisplayWidth = DisplayWidth()
  ) -> String {
    switch format {
    case .table: accessible ? records(language) : text(language, width: width)
    case .json: Envelope.success(.array(json)).text + "\n"
    case .jsonl: json.map { $0.text + "\n" }.joined()
    case .csv: csv(language)
    case .plain: plain(language)
    }
  }

  private func csv(_ language: Language) -> String {
    let titles = CSV.record(columns.map { CSVField($0.title[language]) })
    let body = rows.map { row in
      CSV.record(row.map { CSVField($0.bareText(language), isNumber: $0.isNumber) })
    }
    return titles + body.joined()
  }

  private func plain(_ language: Language) -> String {
    rows.map { row in
      row.map { Sanitize.line($0.bareText(language)) }.joined(separator: "\t") + "\n"
    }.joined()
  }

  private func shown(_ row: [Cell], _ language: Language, _ width: DisplayWidth) -> [String] {
    zip(columns, row).map { column, cell in
      let text = Sanitize.line(cell.shown[language])
      return column.widthMax.map { width.truncated(text, to: $0) } ?? text
    }
  }

  private func line(_ cells: [String], _ widths: [Int], _ width: DisplayWidth) -> String {
    zip(columns, zip(cells, widths)).map { column, cell in
      width.padded(cell.0, to: cell.1, column.alignment)
    }.joined(separator: "  ")
  }
}
