import Protocol
import Terminal

/// `rpc call|decode`: a call written in JSON, and the decoding of bytes, for implementers of a
/// client.
///
/// A call is sent as by any command: with the session, and a keyed one kept on disk while in
/// flight. No rule of a workflow is checked here.
enum RpcCalls {
  private static let json = ArgumentSpec(
    "json", Phrase("JSON", "JSON"),
    Phrase("请求，- 为标准输入的一行；默认空", "the request, - for a line of standard input"),
    isOptional: true)

  static let all = [
    Command(
      ["rpc", "call"], Phrase("直接调用一个方法", "call a method"),
      discussion: Phrase(
        "请求用 JSON 写，字段名见 rpc describe。时间写作毫秒数，或带时区的 ISO 8601，"
          + "如 2026-04-30T10:02:03+08:00。含密码等机密的请求只从标准输入读。",
        "The request is JSON; rpc describe has its fields. An instant is ms since 1970, or ISO "
          + "8601 with its offset, as 2026-04-30T10:02:03+08:00. A request with secrets is read "
          + "from standard input only."),
      options: [CommandOptions.dryRun, CommandOptions.key],
      arguments: [
        ArgumentSpec("method", Phrase("方法", "method"), Phrase("如 todo.list", "such as todo.list")),
        json,
      ],
      examples: [
        CommandExample(
          "shebao rpc call todo.show {\"notice\":\"HR2026040000000001\"}",
          Phrase("查看一份待办", "one to-do"))
      ], run: call),
    Command(
      ["rpc", "decode"], Phrase("把消息的字节读成 JSON", "read a message's bytes"),
      arguments: [
        ArgumentSpec(
          "message", Phrase("消息", "message"), Phrase("如 Preview", "such as Preview")),
        ArgumentSpec(
          "hex", Phrase("十六进制", "hex"),
          Phrase("字节，- 为标准输入的一行", "the bytes, - for a line of standard input"),
          isOptional: true),
      ], run: decode),
  ]

  /// The most bytes of a line of standard input.
  private static let lineMax = 262_144

  private static func given(_ run: Run, _ name: String) throws(ErrorReport) -> String? {
    guard run.invocation[name] == "-" else { return run.invocation[name] }
    return try reporting { () throws(InputFailure) in try run.console.readLine(limit: lineMax) }
  }

  // MARK: call

  private static func call(_ run: Run) throws(ErrorReport) -> ExitCode {
    let method = try run.value("method", Phrase("方法", "method")) { Method(name: $0) }
    guard method.idempotency != .feed else {
      throw ErrorReport(
        .usage, code: "rpc.stream",
        what: Phrase("\(method.name) 是流，不能这样调用", "\(method.name) is a stream"))
    }
    let isTyped = run.invocation["json"] != "-"
    let json = try parsed(try given(run, "json") ?? "{}")
    let probe = try NamedMessage.probe(method.messages.request)
    var encoding: any MessageVisitor = Encoding(json)
    probe.show(&encoding)
    guard let made = encoding as? Encoding, let outcome = made.outcome else {
      throw Failures.wrongReply
    }
    let (body, shown, hasSecret) = try outcome.get()
    guard !(hasSecret && isTyped) else {
      throw ErrorReport(
        .usage, code: "rpc.secret",
        what: Phrase("含机密的请求不得写在命令行上", "a request with secrets is not for a command line"),
        next: Phrase(same: "shebao rpc call \(method.name) - < FILE"))
    }
    guard !run.isDry else {
      try run.show(
        CommandOutput(
          [
            "dryRun": true, "method": .string(method.name), "request": shown,
            "hex": .string(hasSecret ? "***" : Hexadecimal.text(body)),
          ],
          [.text(Phrase(same: hasSecret ? "***" : Hexadecimal.text(body)))]))
      return .done
    }
    return try send(run, method, body)
  }

  private static func parsed(_ text: String) throws(ErrorReport) -> JSONValue {
    do throws(JSONError) { return try JSONParser.parse(Array(text.utf8)) } catch {
      throw ErrorReport(
        .badData, code: "json.malformed", what: Phrase("不是 JSON：\(error)", "not JSON: \(error)"))
    }
  }

  private static func send(
    _ run: Run, _ method: Method, _ body: [UInt8]
  ) throws(ErrorReport) -> ExitCode {
    let request: Request
    do throws(Malformed) { request = try method.request(body) } catch {
      throw ErrorReport(.badData, code: "json.invalid", what: Phrase(same: "\(error)"))
    }
    let reply: any Message
    if case .pay(.agreement(let pay)) = request {
      let (payment, key) = try run.pay(pay)
      try PaymentWait.settle(run, payment, key: key)
      reply = payment
    } else if method.idempotency == .keyed {
      reply = try run.change(request)
    } else {
      reply = try run.ask(request)
    }
    try show(run, method.messages.reply, reply.encoded())
    return .done
  }

  // MARK: decode

  private static func decode(_ run: Run) throws(ErrorReport) -> ExitCode {
    let name = try run.value("message", Phrase("消息", "message")) { $0 }
    let text = try given(run, "hex") ?? ""
    guard let bytes = Hexadecimal.bytes(text.filter { !$0.isWhitespace }) else {
      throw ErrorReport(
        .badData, code: "rpc.hex", what: Phrase("不是十六进制字节", "not bytes in hexadecimal"))
    }
    try show(run, name, bytes)
    return .done
  }

  /// Prints the bytes of a message as JSON, secrets as `***`.
  private static func show(_ run: Run, _ name: String, _ bytes: [UInt8]) throws(ErrorReport) {
    switch try NamedMessage.json(name, bytes) {
    case .success(let json): try run.show(CommandOutput(json, [.text(Phrase(same: json.text))]))
    case .failure(let malformed):
      throw ErrorReport(
        .badData, code: "rpc.malformed",
        what: Phrase("不是消息 \(name) 的字节：\(malformed)", "not the bytes of \(name): \(malformed)"))
    }
  }
}

/// Encodes JSON as the message type that it visits.
private struct Encoding: MessageVisitor {
  let json: JSONValue
  private(set) var outcome: Result<(body: [UInt8], shown: JSONValue, hasSecret: Bool), ErrorReport>?

  init(_ json: JSONValue) { self.json = json }

  mutating func visit<M: Message>(_ type: M.Type) {
    do throws(ErrorReport) {
      let message = try MessageJSON.make(type, of: json)
      // A message has a secret if its dump changes when secrets are masked.
      let hasSecret = text(of: message, masked: true) != text(of: message, masked: false)
      outcome = .success((encode(message), MessageJSON.of(message), hasSecret))
    } catch {
      outcome = .failure(error)
    }
  }
}
