import Fixtures
import Protocol

/// One step of a history. Its numbers are taken modulo the number of existing objects, so that a
/// history stays valid when steps are dropped.
enum HistoryCommand: Sendable {
  enum DeclareTwist: Sendable { case none, version, amount, foreign }
  enum PayTwist: Sendable { case none, version, total, digest, both, unconfirmed, oddTick, foreign }
  enum Password: Sendable { case right, wrong, none }
  enum Pick: Sendable { case fitting, none, any(Int) }
  enum ReportTwist: Sendable { case none, amount, receipt, digest, bank, unknown, early }
  enum KeyTwist: Sendable { case missing, malformed, future }

  /// Numbers below these select an object that fits the step; others select any.
  static let aimedSlots = 12
  static let aimedNotices = 6
  static let aimedDebits = 8

  case declare(slot: Int, notice: Int, DeclareTwist)
  case void(slot: Int, notice: Int)
  case preview(slot: Int, notice: Int, ticks: UInt8)
  case pay(slot: Int, notice: Int, ticks: UInt8, fresh: Bool, PayTwist, Password, Pick)
  case use(slot: Int, on: Bool, Password)
  case status(slot: Int, attempt: Int)
  case todos(slot: Int)
  case again(slot: Int)
  case reuse(slot: Int, notice: Int)
  case badKey(slot: Int, notice: Int, KeyTwist)
  case connect(bank: Int, credit: UInt64)
  case disconnect(bank: Int)
  case credit(bank: Int, UInt64)
  case report(bank: Int, which: Int, DebitOutcome, ReportTwist)
  case agreed(bank: Int, which: Int, AgreementOutcome)
  case add(slot: Int, agreement: Int, office: Int, bank: Int)
  case delete(slot: Int, agreement: Int)
  case autopay(slot: Int, agreement: Int, on: Bool)
  case pass(milliseconds: Int64)
  case days(Int)
  case restart(signIn: Bool)
  case agency(employer: Int, notice: Int, withdraw: Bool)
  case lag
  case commit
  case crash
}

/// A generator of random commands, weighted so that most requests have an effect.
struct Generator {
  private var dice: SplitMix64

  init(seed: UInt64) { dice = SplitMix64(seed: seed ^ 0xC0FF_EE00) }

  /// Makes a history of 40 to 120 steps.
  mutating func history() -> [HistoryCommand] {
    var commands: [HistoryCommand] = []
    if !dice.percent(10) {
      commands = [.connect(bank: 0, credit: credit()), .connect(bank: 1, credit: credit())]
    }
    for notice in 0..<dice.below(10) {
      commands.append(.declare(slot: slot(), notice: notice % 6, .none))
    }
    let steps = 40 + dice.below(81)
    while commands.count < steps {
      if dice.percent(2) { commands += guesses() } else { commands.append(command()) }
      switch commands.last {
      case .crash, .restart:
        // In 70 % of cases each bank connects again by itself.
        for bank in 0..<2 where dice.percent(70) {
          commands.append(.connect(bank: bank, credit: credit()))
        }
      default: break
      }
    }
    return commands
  }

  /// Makes three wrong payment passwords in a row for an otherwise valid payment (T13), followed by
  /// other requests of the session.
  private mutating func guesses() -> [HistoryCommand] {
    let slot = slot()
    let notice = notice()
    let guess = HistoryCommand.pay(
      slot: slot, notice: notice, ticks: 0, fresh: true, .none, .wrong, .fitting)
    return [guess, guess, guess, .todos(slot: 12 + dice.below(12))]
  }

  private mutating func credit() -> UInt64 { UInt64(dice.pick([0, 1, 2, 64, 64, 64, 64])) }
  private mutating func slot() -> Int { dice.below(13) }
  private mutating func notice() -> Int { dice.below(7) }
  private mutating func bank() -> Int { dice.below(2) }
  private mutating func ticks() -> UInt8 {
    dice.percent(60) ? 0 : UInt8(truncatingIfNeeded: dice.next())
  }

  private mutating func command() -> HistoryCommand {
    switch dice.below(100) {
    case 0..<10: .declare(slot: slot(), notice: notice(), declareTwist())
    case 10..<12: .void(slot: slot(), notice: notice())
    case 12..<15: .preview(slot: slot(), notice: notice(), ticks: ticks())
    case 15..<45: pay()
    case 45..<65: bankCommand()
    case 65..<75: time()
    case 75..<83: keyCommand()
    case 83..<89: agreementCommand()
    case 89: .use(slot: slot(), on: dice.percent(55), dice.pick([.right, .right, .wrong, .none]))
    case 90..<92:
      dice.percent(50) ? .todos(slot: slot()) : .status(slot: slot(), attempt: dice.below(8))
    default: machine()
    }
  }

  private mutating func declareTwist() -> HistoryCommand.DeclareTwist {
    dice.percent(88) ? .none : dice.pick([.version, .amount, .foreign])
  }

  private mutating func pay() -> HistoryCommand {
    let twist: HistoryCommand.PayTwist =
      dice.percent(80)
      ? .none : dice.pick([.version, .total, .digest, .both, .unconfirmed, .oddTick, .foreign])
    let password: HistoryCommand.Password =
      dice.percent(80) ? .right : dice.pick([.wrong, .wrong, .wrong, .none])
    let choice: HistoryCommand.Pick =
      dice.percent(80) ? .fitting : dice.percent(50) ? .none : .any(dice.below(4))
    return .pay(
      slot: slot(), notice: notice(), ticks: ticks(), fresh: !dice.percent(15), twist, password,
      choice)
  }

  private mutating func bankCommand() -> HistoryCommand {
    switch dice.below(20) {
    case 0..<3: return .connect(bank: bank(), credit: credit())
    case 3: return .disconnect(bank: bank())
    case 4..<6: return .credit(bank: bank(), UInt64(dice.below(4)))
    case 6: return .agreed(bank: bank(), which: dice.below(4), dice.percent(70) ? .done : .refused)
    default:
      let outcome = dice.pick([DebitOutcome.done, .done, .done, .refused, .none, .working])
      let twist: HistoryCommand.ReportTwist =
        dice.percent(85)
        ? .none : dice.pick([.amount, .receipt, .digest, .bank, .unknown, .early])
      return .report(bank: bank(), which: dice.below(12), outcome, twist)
    }
  }

  private mutating func time() -> HistoryCommand {
    switch dice.below(12) {
    case 0..<7: .pass(milliseconds: Int64(dice.pick([1, 400, 1_999, 4_999, 5_000, 9_999, 10_000])))
    case 7..<9: .pass(milliseconds: Int64(dice.pick([1_000, 60_000, 179_999, 180_000])))
    case 9: .pass(milliseconds: Int64(dice.pick([60_000, 900_000, 1_799_999, 1_800_000])))
    default: .days(dice.pick([1, 1, 3, 10, 31, 45]))
    }
  }

  private mutating func keyCommand() -> HistoryCommand {
    switch dice.below(8) {
    case 0..<5: .again(slot: slot())
    case 5..<7: .reuse(slot: slot(), notice: notice())
    default: .badKey(slot: slot(), notice: notice(), dice.pick([.missing, .malformed, .future]))
    }
  }

  private mutating func agreementCommand() -> HistoryCommand {
    switch dice.below(6) {
    case 0..<2: .add(slot: slot(), agreement: dice.below(4), office: dice.below(3), bank: bank())
    case 2..<4: .delete(slot: slot(), agreement: dice.below(4))
    default: .autopay(slot: slot(), agreement: dice.below(4), on: dice.percent(70))
    }
  }

  private mutating func machine() -> HistoryCommand {
    switch dice.below(11) {
    case 0..<2: .connect(bank: bank(), credit: credit())
    case 2: .restart(signIn: dice.percent(80))
    case 3: .agency(employer: dice.below(3), notice: notice(), withdraw: dice.percent(30))
    case 4..<7: .lag
    case 7..<10: .commit
    default: .crash
    }
  }
}
