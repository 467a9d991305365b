internal import Protocol
internal import Terminal
internal import Transport

/// A client of the control socket.
struct ControlClient {
  let channel: Channel

  /// Connects to the sandbox that runs with these books.
  ///
  /// - Parameter now: UTC ms, for the greeting.
  /// - Throws: `unreachable` where none runs; `usage` for a path too long for a socket.
  init(books: String, now: UInt64) throws(ErrorReport) {
    let path = books + "/" + ControlSocket.name
    guard let endpoint = Endpoint("unix:" + path) else {
      throw ErrorReport(
        .usage, code: "sandbox.path",
        what: Phrase("账簿目录须为绝对路径且不过长：\(books)", "not a short absolute path: \(books)"))
    }
    do throws(ChannelFailure) {
      channel = try Channel.connect(endpoint, hello: ControlSocket.hello(time: now))
    } catch {
      throw ErrorReport(
        .unreachable, code: "sandbox.away",
        what: Phrase("沙箱未在运行：\(books)", "no sandbox runs with \(books)"),
        why: Phrase(same: "\(error)"),
        next: Phrase(same: "shebao-lab sandbox run --books \(books) …"))
    }
  }

  /// Sends a command and returns the data of its answer.
  ///
  /// - Throws: `badData` with the partner's refusal; `temporary` where no answer came in time;
  ///   `unreachable` where the sandbox ended meanwhile.
  func ask(_ command: JSONValue, timeoutMs: UInt32 = 0) throws(ErrorReport) -> JSONValue {
    let reply: ChannelReply
    do throws(ChannelFailure) {
      reply = try channel.call(
        method: ControlSocket.method, body: Array(command.text.utf8), timeoutMs: timeoutMs)
    } catch {
      throw ErrorReport(
        .unreachable, code: "sandbox.lost", what: Phrase("沙箱已退出", "the sandbox is gone"),
        why: Phrase(same: "\(error)"))
    }
    guard reply.status == .ok else {
      throw ErrorReport(
        .temporary, code: "sandbox.timeout",
        what: Phrase("沙箱未在时限内答复", "no answer from the sandbox in time"),
        why: Phrase(same: reply.error?.text ?? ""))
    }
    switch Self.read(reply.body) {
    case .data(let data)?: return data
    case .refusal(let code, let words)?: throw ErrorReport(.badData, code: code, what: words)
    case nil:
      throw ErrorReport(
        .fault, code: "sandbox.answer", what: Phrase("沙箱答复有误", "the answer cannot be read"))
    }
  }

  private static func read(_ body: [UInt8]) -> ControlReply? {
    do throws(JSONError) {
      return ControlReply(try JSONParser.parse(body))
    } catch {
      return nil
    }
  }
}
