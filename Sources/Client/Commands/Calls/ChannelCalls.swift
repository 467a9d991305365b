package import Protocol
package import Transport

/// Calls over one channel, which the first call opens. Its functions throw as `Calls` says.
package final class ChannelCalls: Calls {
  /// The program's name, in HELLO and in `version`.
  package static let software = "shebao"

  private let endpoint: Endpoint
  private let tls: TLSClient?
  private let wallMs: () -> UInt64
  private var channel: Channel?
  private var connectedAt: UInt64 = 0

  /// - Parameter wallMs: the client's real time, ms since 1970; sent in HELLO only.
  package init(_ endpoint: Endpoint, tls: TLSClient?, wallMs: @escaping () -> UInt64) {
    self.endpoint = endpoint
    self.tls = tls
    self.wallMs = wallMs
  }

  /// Returns the server's HELLO, its time advanced by the client's monotonic clock.
  package func greeting() throws(CallFailure) -> Greeting {
    let hello = try connected().serverHello
    return Greeting(
      software: hello.software, version: hello.version, realm: hello.realm,
      serverTimeMs: hello.serverTimeMs + MonotonicClock.milliseconds() - connectedAt)
  }

  package func send(_ request: Request, _ terms: CallTerms) throws(CallFailure) -> any Message {
    try start(request, terms)()
  }

  package func start(
    _ request: Request, _ terms: CallTerms
  ) throws(CallFailure) -> () throws(CallFailure) -> any Message {
    let channel = try connected()
    let meta = Meta(session: terms.session, key: terms.key, attempt: terms.attempt)
    let isBare = terms.session == nil && terms.key == nil && terms.attempt == 0
    let call = channel.start(
      method: request.method.number, meta: isBare ? nil : meta, body: request.encoded(),
      timeoutMs: terms.timeoutMs)
    let method = request.method
    return { () throws(CallFailure) in try Self.reply(to: method, of: call) }
  }

  private static func reply(
    to method: Method, of call: ChannelCall
  ) throws(CallFailure) -> any Message {
    let answer: ChannelReply
    do throws(ChannelFailure) { answer = try call.wait() } catch { throw failure(error) }
    if let error = answer.error { throw .answered(answer.status, error) }
    guard answer.status == .ok else {
      throw .answered(answer.status, CallError("", outcome: .unknown, retry: .never))
    }
    do throws(Malformed) {
      return try method.reply(answer.body)
    } catch {
      throw .unreadable(error)
    }
  }

  package func reconnect() {
    channel?.close()
    channel = nil
  }

  private func connected() throws(CallFailure) -> Channel {
    if let channel { return channel }
    let hello = Hello(
      software: Self.software, version: ProgramVersion.text, realm: Id128(high: 0, low: 0),
      schemaHash: SchemaHash.current, serverTimeMs: wallMs())
    do throws(ChannelFailure) {
      let made = try Channel.connect(endpoint, tls: tls, hello: hello)
      connectedAt = MonotonicClock.milliseconds()
      channel = made
      return made
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ failure: ChannelFailure) -> CallFailure {
    switch failure {
    case .connect(let reason): .connect(reason)
    case .refused(let reason): .unsent(reason)
    case .closed(let reason): .closed(reason)
    }
  }
}
