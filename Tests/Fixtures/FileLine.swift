package import Protocol

/// A line of an officer's file before it is numbered.
package enum FileLine: Sendable {
  case employer(EmployerRecord)
  case person(PersonRecord)
  case notice(NoticeRecord)
  case withdraw(WithdrawRecord)
  case empty

  package func record(_ line: UInt64) -> ImportRecord {
    switch self {
    case .employer(let record): ImportRecord(line: line, employer: record)
    case .person(let record): ImportRecord(line: line, person: record)
    case .notice(let record): ImportRecord(line: line, notice: record)
    case .withdraw(let record): ImportRecord(line: line, withdraw: record)
    case .empty: ImportRecord(line: line)
    }
  }

  /// The amount that the line adds to the total of its file.
  package var fen: Int64 {
    if case .notice(let record) = self { record.total } else { 0 }
  }

  /// Numbers the lines of a file from 1.
  package static func records(_ lines: [FileLine]) -> [ImportRecord] {
    lines.enumerated().map { $0.element.record(UInt64($0.offset + 1)) }
  }
}
