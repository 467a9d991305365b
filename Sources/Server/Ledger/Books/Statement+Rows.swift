internal import Store

extension Statement {
  /// One whole round without rows.
  func run(_ bind: (inout Values) -> Void) throws(LedgerFailure) {
    var values = Values(self)
    bind(&values)
    try stored { () throws(StoreFailure) in try run() }
  }

  /// One whole round; what each row is read into, in order.
  func rows<JournalEntry>(
    _ table: String, _ bind: (inout Values) -> Void,
    _ read: (inout Cells) throws(LedgerFailure) -> JournalEntry
  ) throws(LedgerFailure) -> [JournalEntry] {
    defer { reset() }
    var values = Values(self)
    bind(&values)
    var rows: [JournalEntry] = []
    while try stored({ () throws(StoreFailure) in try step() }) {
      var cells = Cells(self, table)
      rows.append(try read(&cells))
    }
    return rows
  }
}
