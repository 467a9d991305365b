import Fixtures
import Protocol

@testable import Bureau

/// An engine with one employer that owes fees and can pay them: its clerk is signed in, an
/// agreement is active, the payment password is 135790, and a bank may be connected.
struct PayRig {
  static let password = "135790"
  static let bank = Fixture.bank
  static let otherBank = Fixture.otherBank
  static let agreement = Fixture.sure(AgreementNumber(text: "13702020000-1"))

  var base: EngineRig
  /// The employer's clerk.
  private(set) var clerk: EngineRig.From
  /// The bank's feed of orders, if it is connected.
  private(set) var orders: ReplyAddress?
  private var connections: UInt64 = 10

  /// Makes an employer with notices and agreements.
  init(
    _ notices: [Notice], agreements: [AgreementState] = [PayRig.agreed()],
    passwordOff: Bool = false, connected: Bool = true, change: (inout Employer) -> Void = { _ in }
  ) {
    var employer = Fixture.employer(1, notices: notices)
    for agreement in agreements { employer.agreements[agreement.number] = agreement }
    let salt = Id128(high: 1, low: 2)
    employer.password = PaymentPassword(
      digest: PaymentPasswordCheck.keyed(
        Self.password, salt: salt, employer.registration.number, StandInDigests()),
      salt: salt, off: passwordOff)
    change(&employer)
    base = EngineRig.ofOne(employers: [employer])
    clerk = base.signIn()
    if connected { orders = connect() }
  }

  /// An agreement that the bank has verified.
  static func agreed(
    _ text: String = "13702020000-1", bank: BankNumber = PayRig.bank,
    office: TaxOfficeCode = Fixture.office, account: String = "6222020200112233445",
    status: AgreementStatus = .active
  ) -> AgreementState {
    Fixture.agreement(
      text, bank: bank, office: office, account: account, phone: "0532-80000001", status: status,
      order: Id128(high: 7, low: UInt64(text.utf8.count)))
  }

  /// A declared notice.
  static func declared(
    _ number: String = "N1", month: Int = 10, sequential: Bool = true, kind: NoticeKind = .normal,
    due: BusinessDate = Fixture.day(2026, 11, 25),
    lines: [Line]? = nil
  ) -> Notice {
    Fixture.notice(
      number, month: month, sequential: sequential, kind: kind, due: due, lines: lines,
      declaredOn: Fixture.day(2026, 11, 3))
  }

  var employer: Employer {
    Fixture.sure(base.engine.state.employers[Fixture.registration(1)])
  }

  func notice(_ number: String = "N1") -> Notice {
    Fixture.sure(employer.notices[Fixture.sure(NoticeNumber(text: number))])
  }

  /// The newest attempt.
  var attempt: Attempt {
    Fixture.sure(employer.attempts.values.max { $0.number < $1.number })
  }

  // MARK: the clerk

  /// Signs the clerk in again, after the session has expired.
  mutating func signIn() { clerk = base.signIn() }

  mutating func preview(_ number: String = "N1", ticked: [UInt64] = []) -> EngineRig.Outcome {
    base.call(
      .pay(
        .preview(
          PreviewRequest(
            notice: Fixture.sure(NoticeNumber(text: number)),
            deferrable: ticked.map { Fixture.sure(LineNumber(number: $0)) }))), as: clerk)
  }

  /// Returns the preview of a notice.
  mutating func shown(_ number: String = "N1", ticked: [UInt64] = []) -> Preview {
    guard let preview = preview(number, ticked: ticked).reply as? Preview else {
      preconditionFailure("no preview of \(number)")
    }
    return preview
  }

  /// Returns the payment that a clerk confirms after a preview.
  mutating func request(
    _ number: String = "N1", ticked: [UInt64] = [], confirmed: Bool? = nil,
    agreement: AgreementNumber? = nil, password: String? = PayRig.password,
    withoutPassword: Bool = false
  ) -> PayByAgreement {
    let preview = shown(number, ticked: ticked)
    return PayByAgreement(
      notice: preview.todo.notice, version: preview.todo.version,
      deferrable: ticked.map { Fixture.sure(LineNumber(number: $0)) },
      deferralConfirmed: confirmed ?? !ticked.isEmpty, total: preview.total,
      digest: preview.digest, agreement: agreement, password: password,
      withoutPassword: withoutPassword)
  }

  @discardableResult
  mutating func pay(_ request: PayByAgreement, key: Id128? = nil) -> EngineRig.Outcome {
    base.call(.pay(.agreement(request)), as: clerk, key: key)
  }

  /// Previews and pays.
  @discardableResult
  mutating func pay(_ number: String = "N1", ticked: [UInt64] = []) -> EngineRig.Outcome {
    pay(request(number, ticked: ticked))
  }

  // MARK: the bank

  /// Opens one more connection of a bank, and returns its feed of orders.
  mutating func connect(_ bank: BankNumber = PayRig.bank, credit: UInt64 = 100) -> ReplyAddress {
    connections += 1
    return base.send(
      .bank(.orders), as: .credential(.bank(bank)), credit: credit, connection: connections,
      within: 1_000_000_000)
  }

  /// Opens the bank's feed of orders, again if it was open.
  mutating func connectOrders(credit: UInt64) { orders = connect(credit: credit) }

  /// Opens a bank's feed of settle orders.
  mutating func settles(_ bank: BankNumber = PayRig.bank) -> ReplyAddress {
    connections += 1
    return base.send(
      .bank(.settles), as: .credential(.bank(bank)), credit: 100, connection: connections,
      within: 1_000_000_000)
  }

  /// The debits on a feed so far.
  func debits(_ feed: ReplyAddress?) -> [BankOrder] {
    base.items(of: Fixture.sure(feed)).compactMap { item in
      guard let order = item as? BankOrder, order.kind == .debit else { return nil }
      return order
    }
  }

  /// The settle orders on a feed so far.
  func asked(_ feed: ReplyAddress) -> [SettleOrder] {
    base.items(of: feed).compactMap { $0 as? SettleOrder }
  }

  /// Reports on the newest attempt as a bank; by default with the whole amount if money moved, else
  /// zero.
  @discardableResult
  mutating func report(
    _ outcome: DebitOutcome, fen: Int64? = nil, receipt: String? = nil, code: String = "",
    reason: String = "", digest: Digest256? = nil, reference: Id128? = nil,
    by bank: BankNumber = PayRig.bank
  ) -> EngineRig.Outcome {
    let attempt = attempt
    let whole = outcome == .done ? PaymentView.total(attempt).fen : 0
    let report = DebitReport(
      reference: reference ?? PayOrders.reference(attempt.number),
      digest: digest ?? attempt.digest, outcome: outcome,
      amount: Fixture.money(fen ?? whole),
      receipt: receipt ?? (outcome == .done ? "R1" : ""), code: code, reason: reason)
    return base.call(.bank(.debitReport(report)), as: .credential(.bank(bank)))
  }

  // MARK: messages

  /// The messages ordered so far, with their complete text.
  var messages: [String] {
    base.events.compactMap { event in
      if case .message(.messageOrdered(let ordered)) = event { ordered.order.purpose } else { nil }
    }
  }
}

extension EngineRig.Outcome {
  /// The reply as a payment; nil if it is none.
  var payment: Payment? { reply as? Payment }
}
