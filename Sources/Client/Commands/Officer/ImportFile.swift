import Protocol
import Terminal

/// The officer's file, read twice: once to count, add up and find bad lines, once to send.
struct ImportFile {
  /// Bad lines that are kept; the rest is counted.
  static let problemsMax = 10_000
  /// Bytes of the records of one part; the server takes 64 KiB.
  static let partBytesMax = 60 << 10
  /// Records of one part.
  static let partRecordsMax = 4_096

  let path: String

  /// What the first reading found.
  struct Survey: Equatable {
    var lines: UInt64 = 0
    var total: Int64 = 0
    var problems: [ImportProblem] = []
    var problemCount: UInt64 = 0
  }

  func survey(_ language: Language) throws(ErrorReport) -> Survey {
    var survey = Survey()
    try eachLine { (line: UInt64, bytes: [UInt8]) throws(ErrorReport) in
      survey.lines += 1
      do throws(UnreadableRecord) {
        let record = try RecordReader.record(line, bytes)
        let sum = survey.total.addingReportingOverflow(record.notice?.total ?? 0)
        guard !sum.overflow else {
          throw UnreadableRecord(Phrase("金额合计过大", "the total is too large"))
        }
        survey.total = sum.partialValue
      } catch {
        survey.problemCount += 1
        guard survey.problems.count < Self.problemsMax else { return }
        survey.problems.append(
          ImportProblem(line: line, code: "LINE_UNREADABLE", reason: error.reason[language]))
      }
    }
    return survey
  }

  /// Calls `send` with each part; the same file always has the same parts. Bad lines are left out.
  func eachPart(
    _ send: (UInt64, [ImportRecord]) throws(ErrorReport) -> Void
  ) throws(ErrorReport) {
    var records: [ImportRecord] = []
    var bytes = 0
    var index: UInt64 = 0
    try eachLine { (line: UInt64, text: [UInt8]) throws(ErrorReport) in
      let record: ImportRecord
      do throws(UnreadableRecord) {
        record = try RecordReader.record(line, text)
      } catch {
        return
      }
      // Five bytes more, for the length before it.
      let size = Protocol.size(of: record) + 5
      if !records.isEmpty, bytes + size > Self.partBytesMax || records.count == Self.partRecordsMax
      {
        try send(index, records)
        index += 1
        records.removeAll(keepingCapacity: true)
        bytes = 0
      }
      records.append(record)
      bytes += size
    }
    if !records.isEmpty { try send(index, records) }
  }

  /// Empty lines are passed over; numbers are the file's.
  private func eachLine(
    _ body: (UInt64, [UInt8]) throws(ErrorReport) -> Void
  ) throws(ErrorReport) {
    let reader = try reporting { () throws(InputFailure) in try LineReader(path) }
    while true {
      let next = try reporting { () throws(InputFailure) in try reader.next() }
      guard let bytes = next else { return }
      if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      try body(UInt64(reader.lineNumber), bytes)
    }
  }
}
