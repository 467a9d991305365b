package import Protocol

/// Rows of a committed import, in order of their sort key, to be applied together.
package struct Slice: Sendable {
  package var batch: Id128
  /// The cursor after which the rows come.
  package var after: String
  /// The rows: sort key and record.
  package var rows: [SliceRow]
  /// The notices that the rows name as the books have them, nil where they have none; looked up
  /// with the rows, so that they need not be asked for one by one.
  package var notices: [NoticeName: Notice?]
  /// The last operation that the books had then.
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

package struct SliceRow: Sendable {
  /// Its place in the order of application.
  package var sortKey: String
  /// The record of the officer's file.
  package var record: ImportRecord

  package init(sortKey: String, record: ImportRecord) {
    self.sortKey = sortKey
    self.record = record
  }
}
