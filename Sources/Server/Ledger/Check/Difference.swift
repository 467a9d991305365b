/// The first row in which a table differs between two books.
package struct Difference: Sendable, Equatable, CustomStringConvertible {
  package let table: String
  /// The row's position in the order of the table's key, from 1.
  package let row: Int
  /// The names of the columns that differ; empty where one of the books has no such row.
  package let columns: [String]

  package init(table: String, row: Int, columns: [String]) {
    self.table = table
    self.row = row
    self.columns = columns
  }

  /// A line of text, in Chinese.
  package var description: String {
    let what = columns.isEmpty ? "只在一本账中" : "不同的列：\(columns.joined(separator: "、"))"
    return "表 \(table) 第 \(row) 行：\(what)"
  }
}
