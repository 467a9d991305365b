import Fixtures
import Protocol
import Transport

/// A clerk who pays with the real client. The client is killed at random moments of `pay
/// agreement`, and started again with the same arguments until it reports the notice as paid.
struct ClientClerk {
  /// The progress of a payment when its client was killed.
  enum Phase: String, CaseIterable {
    /// No key was on the disk: no request had been sent.
    case begun
    /// The key was on the disk, and the server did not have it.
    case written
    /// The server had the payment, and it was not final.
    case underWay
    /// The payment was final; the client still had the key, or had not printed the outcome.
    case ended
  }

  /// The time limit of one errand, in ms. A debit lost with the bank is settled after 10 s.
  static let patienceMs: UInt64 = 120_000
  /// The latest kill after the client's start, and after its key was on the disk, in ms.
  static let startMaxMs: UInt64 = 200
  static let keyMaxMs: UInt64 = 40

  let process: ClientProcess
  let number: Int
  private var wire: Worker
  private var random: SplitMix64
  /// The number of errands begun.
  private(set) var taken = 0
  private(set) var phases: [Phase: Int] = [:]
  /// 电子税票号码 that the client printed, by errand.
  private(set) var named: [Int: Set<String>] = [:]

  /// Activates the clerk over the wire, and signs in with the real client.
  init(_ number: Int, _ errands: [Errand], in rig: ServerRig, seed: UInt64) throws {
    self.number = number
    wire = Worker(try WireClerk(number, in: rig), errands)
    process = ClientProcess(number, in: rig)
    random = SplitMix64(seed: seed)
    try signIn(rig)
  }

  var errands: ArraySlice<Errand> { wire.errands.prefix(taken) }

  private func signIn(_ rig: ServerRig) throws {
    try TestFiles.write(WireClerk.password + "\n", to: process.home + "/password")
    try TestFiles.write(WireClerk.paymentPassword + "\n", to: process.home + "/pin")
    let environment = [
      "HOME": process.home, "mobile\(number)": Fixture.mobile(number).text,
      "taxpayer\(number)": Fixture.taxpayer(number).text,
    ]
    let child = try ChildProcess.start(
      "/bin/bash",
      [
        "-c",
        "cd \"$HOME\" && . \"$REPOSITORY/tour/phone.sh\" && "
          + ". \"$REPOSITORY/\(DialogueFixture.prelude)\" && sign-in \(number) \(number)",
      ], environment: rig.environment.merging(environment) { $1 },
      output: process.home + "/sign-in")
    guard try child.wait() == 0 else { throw RigFailure("sign-in: \(child.text)") }
  }

  /// Pays notice after notice until `isOver`; a notice once begun is paid.
  mutating func work(until isOver: () -> Bool) throws {
    while taken < wire.errands.count, !isOver() {
      taken += 1
      try wire.declare(taken - 1)
      try pay(taken - 1)
    }
  }

  private mutating func pay(_ index: Int) throws {
    let errand = wire.errands[index]
    var arguments = [
      "pay", "agreement", errand.notice.text, "--confirm-amount", errand.amount.description,
      "--password-file", process.home + "/pin", "--no-input", "--output", "json",
    ]
    if random.next() % 4 != 0 { arguments.append("--wait") }
    let deadline = MonotonicTime.now() + Self.patienceMs
    var wasKilled = false
    while MonotonicTime.now() < deadline {
      let (exit, text) = try process.run(arguments, moment(errand.notice))
      named[index, default: []].formUnion(Self.tickets(in: text))
      guard let exit else {
        wasKilled = true
        phases[try phase(errand), default: 0] += 1
        continue
      }
      switch exit {
      case 0:
        if try isPaid(errand) { return }
        guard !arguments.contains("--wait") else {
          throw RigFailure("the client says paid too early: \(text)")
        }
      case 88:
        // An earlier run had dropped the key, and was killed before it printed the outcome.
        guard wasKilled, try isPaid(errand) else { throw RigFailure("88 for no reason: \(text)") }
        return
      // 1: the payment failed and is made again. 69, 75: the server is away or busy. 87: unknown.
      case 1, 69, 75, 87: break
      default: throw RigFailure("shebao \(arguments) ended with \(exit): \(text)")
      }
      Pause.sleep(20)
    }
    throw RigFailure("\(errand.notice) is not paid in \(Self.patienceMs) ms")
  }

  /// Draws the moment of a kill: none for a quarter of the starts, soon after the start for a
  /// quarter, soon after the key for half.
  private mutating func moment(_ notice: NoticeNumber) -> ClientProcess.KillMoment? {
    let moment = random.next()
    switch random.next() % 4 {
    case 0: return nil
    case 1: return .start(moment % Self.startMaxMs)
    default: return .key(notice, moment % Self.keyMaxMs)
    }
  }

  private mutating func isPaid(_ errand: Errand) throws -> Bool {
    try payments(of: errand).contains { $0.status == .succeeded }
  }

  /// Asks the server for the payments of an errand's notice.
  mutating func payments(of errand: Errand) throws -> [Payment] {
    guard
      let list = try wire.insist(
        .pay(.list(PaymentFilter(notice: errand.notice))), nil) as? PaymentList
    else { throw RigFailure("pay.list") }
    return list.payments
  }

  private mutating func phase(_ errand: Errand) throws -> Phase {
    let keys = try process.keysOnDisk(of: errand.notice)
    guard let key = keys.first else { return try isPaid(errand) ? .ended : .begun }
    guard keys.count == 1 else { throw RigFailure("two requests under way: \(keys)") }
    let status = Request.pay(.status(PaymentStatusRequest(key: key, wait: false)))
    guard let payment = try wire.find(status) as? Payment else { return .written }
    guard payment.notice == errand.notice else { throw RigFailure("\(key) is not of this notice") }
    return payment.final ? .ended : .underWay
  }

  /// Finds 电子税票号码 (18 digits) in the client's JSON.
  private static func tickets(in text: String) -> [String] {
    text.split(separator: "\"number\":\"", omittingEmptySubsequences: false).dropFirst().map {
      String($0.prefix { $0.isNumber })
    }.filter { $0.utf8.count == 18 }
  }
}
