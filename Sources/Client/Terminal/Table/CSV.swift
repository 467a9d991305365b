/// Comma-separated values: RFC 4180, CR LF at the end of each record, UTF-8.
package enum CSV {
  /// Returns a record with its line end.
  package static func record(_ fields: [CSVField]) -> String {
    fields.map(quoted).joined(separator: ",") + "\r\n"
  }

  /// The characters that begin a formula in a spreadsheet, half and full width (OWASP, CSV
  /// injection).
  private static let formulaStarts = Set<Character>("=+-@＝＋－＠")

  private static func quoted(_ field: CSVField) -> String {
    let guarded = field.isNumber ? Sanitize.line(field.text) : guardedText(field.text)
    let special = guarded.unicodeScalars.contains { $0 == "," || $0 == "\"" || $0 == "\n" }
    guard special else { return guarded }
    return "\""
      + guarded.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  /// Puts an apostrophe before a formula. Control characters are removed first: a tab cannot hide
  /// one.
  private static func guardedText(_ text: String) -> String {
    let clean = Sanitize.lines(text)
    guard let first = clean.first(where: { !$0.isWhitespace }), formulaStarts.contains(first) else {
      return clean
    }
    return "'" + clean
  }
}
