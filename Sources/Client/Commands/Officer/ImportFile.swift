import Protocol
import Terminal

/// The officer's import file. It is read twice: to count, add up and find bad lines, then to send.
struct ImportFile {
  /// The most bad lines that are listed; further ones are counted.
  static let problemsMax = 10_000
  /// The most bytes of the records of a part; the server takes 64 KiB.
  static let partBytesMax = 60 << 10
  /// The most records of a part.
  static let partRecordsMax = 4_096

  let path: String

  /// The result of the first reading. `total` is in fen.
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

  /// Calls `send` with each part, without the bad lines. The same file always gives the same parts,
  /// so that an interrupted import can go on.
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

  /// Calls `body` with the number and bytes of each line that is not blank.
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
