internal import Store

extension Statement {
  /// Binds the values, runs a statement without results, and resets it.
  func run(_ bind: (inout Values) -> Void) throws(LedgerFailure) {
    var values = Values(self)
    bind(&values)
    try stored { () throws(StoreFailure) in try run() }
  }

  /// Binds the values, runs a query, resets it, and returns each row as `read` made it.
  func rows<Element>(
    _ table: String, _ bind: (inout Values) -> Void,
    _ read: (inout Cells) throws(LedgerFailure) -> Element
  ) throws(LedgerFailure) -> [Element] {
    defer { reset() }
    var values = Values(self)
    bind(&values)
    var rows: [Element] = []
    while try stored({ () throws(StoreFailure) in try step() }) {
      var cells = Cells(self, table)
      rows.append(try read(&cells))
    }
    return rows
  }
}
