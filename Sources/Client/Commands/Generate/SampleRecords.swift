package import Protocol

/// One employer with its persons and notices, in the order of the file.
package struct SampleRecords: Equatable, Sendable {
  /// 税务登记 and 参保登记.
  package let employer: EmployerRecord
  /// Who acts for it (办税人员).
  package let persons: [PersonRecord]
  /// What it owes (告知单), oldest first for each agency.
  package let notices: [NoticeRecord]
}
