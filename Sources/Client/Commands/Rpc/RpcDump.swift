import Protocol
import Terminal

/// `rpc dump`: the frames of captured bytes, for implementers of a client or server.
enum RpcDump {
  /// The most bytes of a capture.
  static let bytesMax = 64 << 20

  static let command = Command(
    ["rpc", "dump"], Phrase("列出所截获字节流的帧", "the frames of captured bytes"),
    discussion: Phrase(
      "文件为连接一个方向的明文字节。应答不含方法，故读服务器一侧时以 --requests 给出客户端一侧。"
        + "机密字段显示为 ***。有损坏或不完整的帧时以 65 结束。",
      "The file has the plain bytes of one direction of a connection. Answers do not name their "
        + "method: for the server's direction, --requests gives the client's. Secrets are shown as "
        + "***. It ends with 65 where a frame is damaged or cut off."),
    options: [
      OptionSpec(
        "requests", value: Phrase("文件", "file"),
        Phrase("同一连接客户端一侧的字节", "the client's direction of the same connection"))
    ],
    arguments: [
      ArgumentSpec(
        "file", Phrase("文件", "file"), Phrase("字节流，- 为标准输入", "the bytes, - for standard input"))
    ],
    examples: [
      CommandExample(
        "shebao rpc dump server.bin --requests client.bin",
        Phrase("读服务器一侧", "the server's direction"))
    ], run: run)

  private static func run(_ run: Run) throws(ErrorReport) -> ExitCode {
    let path = try run.value("file", Phrase("文件", "file")) { $0 }
    var methods: [UInt64: Method] = [:]
    if let requests = run.invocation["requests"] {
      methods = try FrameDump(try bytes(requests)).methods
    }
    let frames = try FrameDump(try bytes(path), methods: methods).frames
    let json = frames.map(json)
    // In the format for people the contents, which are long, have lines of their own.
    let parts: [CommandOutput.Part] =
      run.format == .table ? frames.map { .text(lines($0)) } : [.table(table(frames))]
    try run.show(CommandOutput(.array(json), items: json, parts))
    return frames.contains { $0.problem != nil } ? .badData : .done
  }

  private static func bytes(_ path: String) throws(ErrorReport) -> [UInt8] {
    try reporting { () throws(InputFailure) in
      path == "-"
        ? try LocalFile.readInput(limit: bytesMax) : try LocalFile.read(path, limit: bytesMax)
    }
  }

  private static func lines(_ frame: DumpedFrame) -> Phrase {
    let name = ([frame.type] + flags(frame)).joined(separator: " ")
    let method = frame.method.map { " \($0.name)" } ?? ""
    let start = "\(frame.offset) \(name)"
    let contents = contents(frame).map { "\n    \($0)" }.joined()
    guard let header = frame.header else { return Phrase(same: start + contents) }
    let crc = crc(frame) ?? "-"
    return Phrase(
      start + "  流 \(header.stream)\(method)  辅助 \(aux(frame))  长度 \(header.length)  校验 \(crc)"
        + contents,
      start + "  stream \(header.stream)\(method)  aux \(aux(frame))  length \(header.length)"
        + "  CRC \(crc)" + contents)
  }

  private static func table(_ frames: [DumpedFrame]) -> Table {
    Table(
      [
        Column("offset", Phrase("偏移", "offset"), .right), Column("type", Phrase("类型", "type")),
        Column("flags", Phrase("标志", "flags")), Column("stream", Phrase("流", "stream"), .right),
        Column("method", Phrase("方法", "method")), Column("aux", Phrase("辅助", "aux"), .right),
        Column("length", Phrase("长度", "length"), .right),
        Column("crc", Phrase("校验", "CRC")), Column("contents", Phrase("内容", "contents")),
      ],
      frames.map { frame in
        [
          .number(Int64(frame.offset)), .text(frame.type),
          .text(flags(frame).joined(separator: " ")),
          .text(frame.header.map { "\($0.stream)" } ?? ""), .text(frame.method?.name ?? ""),
          .text(aux(frame)), .text(frame.header.map { "\($0.length)" } ?? ""),
          .text(crc(frame) ?? ""), .text(contents(frame).joined(separator: "  ")),
        ]
      })
  }

  private static func json(_ frame: DumpedFrame) -> JSONValue {
    var members = [
      JSONMember("offset", .integer(Int64(frame.offset))), JSONMember("type", .string(frame.type)),
      JSONMember("method", frame.method.map { .string($0.name) } ?? .null),
      JSONMember("crc", crc(frame).map { .string($0) } ?? .null),
      JSONMember("contents", .object(JSONObject(frame.contents))),
      JSONMember("problem", frame.problem.map { .string($0) } ?? .null),
    ]
    if let header = frame.header {
      members += [
        JSONMember("flags", .array(flags(frame).map { .string($0) })),
        JSONMember("stream", .integer(Int64(clamping: header.stream))),
        JSONMember("aux", .integer(Int64(header.aux))),
        JSONMember("length", .integer(Int64(header.length))),
      ]
    }
    return .object(JSONObject(members))
  }

  private static func crc(_ frame: DumpedFrame) -> String? {
    frame.isSound.map { $0 ? "ok" : "wrong" }
  }

  private static func flags(_ frame: DumpedFrame) -> [String] {
    let names: [(FrameFlags, String)] = [
      (.end, "END"), (.meta, "META"), (.ack, "ACK"), (.progress, "PROGRESS"),
      (.compressed, "COMPRESSED"),
    ]
    let flags = frame.header?.flags ?? []
    return names.filter { flags.contains($0.0) }.map(\.1)
  }

  /// Returns the header's `aux`: a status or GOAWAY code by name, else the number.
  private static func aux(_ frame: DumpedFrame) -> String {
    guard let header = frame.header else { return "" }
    switch FrameType(rawValue: header.type) {
    case .response:
      guard let status = UInt8(exactly: header.aux).flatMap(Status.init(rawValue:)) else { break }
      return "\(status)"
    case .goAway: return "\(GoAwayCode(number: header.aux))"
    default: break
    }
    return "\(header.aux)"
  }

  private static func contents(_ frame: DumpedFrame) -> [String] {
    frame.contents.map { "\($0.key) \($0.value.text)" }
      + [frame.problem].compactMap { $0.map { "! \($0)" } }
  }
}
