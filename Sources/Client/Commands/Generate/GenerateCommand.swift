import Protocol
import Terminal

/// `officer generate`: writes made-up data as an officer's import file.
enum GenerateCommand {
  static let command = Command(
    ["officer", "generate"], Phrase("生成样例数据", "made-up data for an import"),
    options: [
      OptionSpec("employers", value: Phrase("户数", "count"), Phrase("缴费人户数", "how many employers")),
      OptionSpec(
        "seed", value: Phrase("种子", "seed"), Phrase("随机种子，默认 1", "the seed, 1 by default")),
      OptionSpec(
        "month", value: Phrase("年月", "month"), Phrase("费款所属期，默认本月", "fee period; this month")),
      OptionSpec(
        "out", value: Phrase("文件", "file"), isFile: true,
        Phrase("写入文件，默认标准输出", "to a file in place of standard output")),
    ],
    examples: [
      CommandExample(
        "shebao officer generate --employers 100 --seed 42 --out sample.jsonl",
        Phrase("生成 100 户", "a hundred employers"))
    ], run: run)

  /// Bytes collected before they are written.
  static let chunkBytes = 1 << 18

  private static func run(_ run: Run) throws(ErrorReport) -> ExitCode {
    let count = try run.value("employers", Phrase("户数", "count")) { text in
      Int(text).flatMap { (1...SampleData.employersMax).contains($0) ? $0 : nil }
    }
    let seed = try run.maybe("seed", Phrase("种子", "seed")) { UInt64($0) } ?? 1
    let today = Timestamp(clamping: run.environment.wallMs()).businessDate
    let month = try run.maybe("month", Phrase("年月", "month")) { Period($0) } ?? today.period
    let data = SampleData(seed: seed, month: month)
    guard let path = run.invocation["out"] else {
      _ = try write(data, count) { (bytes: [UInt8]) throws(ErrorReport) in
        try run.write(String(decoding: bytes, as: UTF8.self))
      }
      return .done
    }
    let file = try reporting { () throws(InputFailure) in try OutputFile(path) }
    let lines = try write(data, count) { (bytes: [UInt8]) throws(ErrorReport) in
      try reporting { () throws(InputFailure) in try file.write(bytes) }
    }
    try run.note(Phrase("已写入 \(lines) 行", "\(lines) lines written"))
    return .done
  }

  /// Writes the lines of `count` employers to `sink`, piece by piece; returns the number of lines.
  static func write(
    _ data: SampleData, _ count: Int, _ sink: ([UInt8]) throws(ErrorReport) -> Void
  ) throws(ErrorReport) -> Int {
    var writer = RecordWriter()
    var lines = 0
    for index in 0..<count {
      let records = data.records(ofEmployer: index)
      writer.line("employer", records.employer)
      for person in records.persons { writer.line("person", person) }
      for notice in records.notices { writer.line("notice", notice) }
      lines += 1 + records.persons.count + records.notices.count
      if writer.count >= chunkBytes { try sink(writer.drain()) }
    }
    if writer.count > 0 { try sink(writer.drain()) }
    return lines
  }
}
