import Fixtures
import Protocol
import Transport

/// The refusal of a request that would be refused again.
struct RefusedForGood: Error, CustomStringConvertible {
  let method: Protocol.Method
  let error: CallError

  var description: String { "\(method): \(error.reason) \(error.text)" }
}

/// A clerk who declares and pays notice after notice over connections that may break: each request
/// is sent again under its key until it is answered.
struct Worker: Sendable {
  /// The time limit of one request with its repeats, in ms.
  static let patienceMs: UInt64 = 60_000

  let clerk: WireClerk
  /// The notices to declare and pay, with the keys and the answers so far.
  private(set) var errands: [Errand]
  /// The number of requests whose connection was lost.
  private(set) var losses = 0
  private var channel: Channel?

  init(_ clerk: WireClerk, _ errands: [Errand]) {
    self.clerk = clerk
    self.errands = errands
  }

  /// Declares and pays errands, without waiting for the bank's reports.
  mutating func work(_ range: Range<Int>) throws {
    for index in range.clamped(to: errands.indices) {
      try declare(index)
      try pay(index)
    }
  }

  /// Asks for the outcome of every errand until it is paid; a failed payment is made again.
  mutating func finish() throws { try finish(errands.indices) }

  /// As `finish()`, for some of the errands.
  mutating func finish(_ range: Range<Int>) throws {
    let deadline = MonotonicTime.now() + 3 * Self.patienceMs
    for index in range.clamped(to: errands.indices) {
      while errands[index].paid == nil {
        guard MonotonicTime.now() < deadline else {
          throw RigFailure("\(errands[index].notice) does not come to an end")
        }
        try settle(index)
      }
    }
  }

  /// Declares one errand (申报).
  mutating func declare(_ index: Int) throws {
    let key = try errands[index].declareKey ?? freshKey()
    errands[index].declareKey = key
    _ = try insist(declaration(index), key)
    errands[index].isDeclared = true
  }

  /// Sends a declaration once, on a connection of its own, under the key that later tries use too.
  ///
  /// - Throws: `NoReply` where it is refused or lost.
  mutating func declareOnce(_ index: Int) throws {
    let channel = try clerk.rig.connect()
    defer { channel.close() }
    let key = key(ofDeclaring: index, channel)
    _ = try channel.ask(declaration(index), as: clerk.session, key: key)
  }

  /// Returns the key of a declaration, and makes it the first time.
  mutating func key(ofDeclaring index: Int, _ channel: Channel) -> Id128 {
    let key = errands[index].declareKey ?? newKey(channel)
    errands[index].declareKey = key
    return key
  }

  /// Returns the request that declares an errand's notice.
  func declaration(_ index: Int) -> Request {
    .declare(
      .save(
        DeclareSave(notice: errands[index].notice, version: 1, amount: errands[index].amount)))
  }

  private mutating func pay(_ index: Int) throws {
    let notice = errands[index].notice
    let request = PreviewRequest(notice: notice, deferrable: [])
    guard let preview = try insist(.pay(.preview(request)), nil) as? Preview else {
      throw RigFailure("pay.preview")
    }
    let key = try errands[index].payKey ?? freshKey()
    errands[index].payKey = key
    let pay = PayByAgreement(
      notice: notice, version: 1, deferrable: [], deferralConfirmed: false, total: preview.total,
      digest: preview.digest, agreement: clerk.agreement, password: WireClerk.paymentPassword,
      withoutPassword: false)
    guard let payment = try insist(.pay(.agreement(pay)), key) as? Payment else {
      throw RigFailure("pay.agreement")
    }
    try record(payment, index)
  }

  private mutating func settle(_ index: Int) throws {
    let status = PaymentStatusRequest(key: errands[index].payKey, wait: true)
    guard let payment = try insist(.pay(.status(status)), nil, timeoutMs: 5_000) as? Payment
    else {
      return
    }
    try record(payment, index)
    switch payment.status {
    case .succeeded, .posted: errands[index].paid = payment.number
    case .failed, .cancelled:
      errands[index].payKey = nil
      try pay(index)
    case .requested, .handedOut, .unknown: break
    case .officer: throw RigFailure("\(payment.number) is an officer's: \(payment.reason)")
    }
  }

  private mutating func record(_ payment: Payment, _ index: Int) throws {
    guard payment.notice == errands[index].notice else {
      throw RigFailure("\(payment.number) is of \(payment.notice), not \(errands[index].notice)")
    }
    if !errands[index].acknowledged.contains(payment.number) {
      errands[index].acknowledged.append(payment.number)
    }
  }

  private mutating func freshKey() throws -> Id128 {
    // A key contains the server's time, which a greeting tells: so a connection is made first.
    _ = try insist(.system(.ping), nil)
    guard let channel else { throw RigFailure("no connection") }
    return newKey(channel)
  }

  /// Sends a request until it is answered.
  ///
  /// - Returns: the reply; nil where a request without a key reached its deadline on the server.
  /// - Throws: `RefusedForGood`, or `RigFailure` after `patienceMs`.
  mutating func insist(
    _ request: Request, _ key: Id128?, timeoutMs: UInt32 = 0
  ) throws -> (any Message)? {
    let deadline = MonotonicTime.now() + Self.patienceMs
    while true {
      do {
        let channel = try connected()
        return try channel.ask(request, as: clerk.session, key: key, timeoutMs: timeoutMs)
      } catch NoReply.lost(let why) {
        losses += 1
        channel = nil
        guard MonotonicTime.now() < deadline else { throw RigFailure("\(request.method): \(why)") }
        Pause.sleep(5)
      } catch NoReply.refused(let error) {
        if error.reason == CallError.Reason.deadline, key == nil { return nil }
        guard error.outcome != .done, error.retry != .never, MonotonicTime.now() < deadline else {
          throw RefusedForGood(method: request.method, error: error)
        }
        Pause.sleep(20)
      }
    }
  }

  /// Sends a query until it is answered; nil where the server has no such payment.
  mutating func find(_ request: Request) throws -> (any Message)? {
    do {
      return try insist(request, nil)
    } catch let refused as RefusedForGood where refused.error.reason == "PAYMENT_NOT_FOUND" {
      return nil
    }
  }

  private mutating func connected() throws -> Channel {
    if let channel { return channel }
    do {
      let made = try clerk.rig.connect()
      channel = made
      return made
    } catch let failure as ChannelFailure {
      throw NoReply.lost("\(failure)")
    }
  }
}
