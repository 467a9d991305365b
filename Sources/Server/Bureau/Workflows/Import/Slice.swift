package import Protocol

/// Rows of a committed import, in order of their sort key, to be applied together.
package struct Slice: Sendable {
  package var batch: Id128
  /// The sort key after which the rows begin.
  package var after: String
  /// The rows, at most ``rowsMax``; none at the end of the import.
  package var rows: [SliceRow]
  /// The notices that the rows name, as the books have them, nil where they have none: read with
  /// the rows, so that they need no lookups.
  package var notices: [NoticeName: Notice?]
  /// The last operation in the books when the slice was read.
  package var mark: UInt64

  /// The most rows in a slice.
  package static let rowsMax = 256

  package init(
    batch: Id128, after: String, rows: [SliceRow], notices: [NoticeName: Notice?] = [:],
    mark: UInt64 = 0
  ) {
    self.batch = batch
    self.after = after
    self.rows = rows
    self.notices = notices
    self.mark = mark
  }
}

/// One line of a committed import.
package struct SliceRow: Sendable {
  /// The place in the order of application, from ``ImportOrder``.
  package var sortKey: String
  package var record: ImportRecord

  package init(sortKey: String, record: ImportRecord) {
    self.sortKey = sortKey
    self.record = record
  }
}
