package import Protocol

/// The order in which an import is applied: employers by registration number, each followed by its
/// notices and withdrawals; then persons. The line number makes a key unique, and orders two
/// records of one notice.
package enum ImportOrder {
  /// Returns a line's sort key, to be compared as bytes.
  package static func key(_ record: ImportRecord) -> String {
    "\(subject(record))#\(line(record.line))"
  }

  private static func line(_ number: UInt64) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, 10 - digits.utf8.count)) + digits
  }

  private static func subject(_ record: ImportRecord) -> String {
    if let employer = record.employer { return "E\(employer.registration)0" }
    if let notice = record.notice { return "E\(notice.registration)1\(notice.notice)" }
    if let withdraw = record.withdraw { return "E\(withdraw.registration)1\(withdraw.notice)" }
    return "P\(record.person?.resident ?? "")"
  }
}
