package import Protocol

/// One employer with its persons and notices, in the order of the file.
package struct SampleRecords: Equatable, Sendable {
  /// Its tax registration (税务登记) and enrolments (参保登记).
  package let employer: EmployerRecord
  /// The persons who act for it (办税人员).
  package let persons: [PersonRecord]
  /// Its notices (告知单), of each agency the oldest first.
  package let notices: [NoticeRecord]
}
