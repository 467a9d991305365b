package import Protocol
package import Transport

/// Calls over one channel, made when it is first needed.
package final class ChannelCalls: Calls {
  /// The program's name in HELLO and `version`.
  package static let software = "shebao"
  /// The program's version.
  package static let version = "0.1.0"

  private let endpoint: Endpoint
  private let tls: TLSClient?
  private let wallMs: () -> UInt64
  private var channel: Channel?
  private var connectedAt: UInt64 = 0

  /// To `endpoint`; `wallMs` is the own real time, which only HELLO carries.
  package init(_ endpoint: Endpoint, tls: TLSClient?, wallMs: @escaping () -> UInt64) {
    self.endpoint = endpoint
    self.tls = tls
    self.wallMs = wallMs
  }

  /// The server's HELLO, its time moved on by the own monotonic clock.
  package func greeting() throws(CallFailure) -> Greeting {
    let hello = try connected().serverHello
    return Greeting(
      software: hello.software, version: hello.version, realm: hello.realm,
      serverTimeMs: hello.serverTimeMs + MonotonicClock.milliseconds() - connectedAt)
  }

  /// One unary call.
  package func send(_ request: Request, _ terms: CallTerms) throws(CallFailure) -> any Message {
    try start(request, terms)()
  }

  /// One unary call, its answer for later.
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

  /// Closes the channel.
  package func reconnect() {
    channel?.close()
    channel = nil
  }

  private func connected() throws(CallFailure) -> Channel {
    if let channel { return channel }
    let hello = Hello(
      software: Self.software, version: Self.version, realm: Id128(high: 0, low: 0),
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
