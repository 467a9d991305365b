import Protocol
import Testing

@testable import Bureau

/// Who may do what: every clerk's method for every identity, with one's own things, another
/// employer's, and ones that do not exist.
@Suite struct PermissionsTests {
  /// What the table is held against, written down a second time.
  private static let session: Set<Method> = [
    .logout, .whoami, .sessionList, .sessionEnd, .stepupStart, .stepupWait,
  ]
  private static let reads: Set<Method> = [
    .registrationShow, .enrolmentList, .todoList, .todoShow, .payPreview, .payStatus, .payList,
    .payShow, .agreementList, .agreementShow, .agreementNotice, .queryUnpaid, .queryPaid,
    .queryShow,
  ]
  private static let changes: Set<Method> = [
    .declareSave, .declareVoid, .payAgreement, .paymentPasswordCode,
  ]
  private static let guarded: Set<Method> = [
    .agreementAdd, .agreementDelete, .agreementAutopay, .paymentPasswordSet, .paymentPasswordUse,
  ]

  static let clerkMethods = Method.allCases.filter { $0.audience == .clerk }

  /// The refusal that the table gives an identity, or nil.
  private static func expected(
    _ method: Method, _ identity: IdentityKind, proved: Bool
  ) -> RefusalCode? {
    if session.contains(method) { return nil }
    switch identity {
    case .legalRepresentative, .financeOfficer: return nil
    case .taxClerk, .socialInsuranceClerk:
      return guarded.contains(method) && !proved ? .stepUpNeeded : nil
    case .administrator: return reads.contains(method) ? nil : .notPermitted
    case .invoiceClerk, .salesperson: return .notPermitted
    }
  }

  // MARK: things

  private static let otherNotice = Fixture.sure(NoticeNumber(text: "N2"))
  private static let otherAgreement = Fixture.sure(AgreementNumber(text: "13702020000-2"))

  /// Whose things a request names.
  enum Whose: CaseIterable { case own, another, missing }

  private struct Names {
    let notice: NoticeNumber
    let agreement: AgreementNumber
    let ticket: TicketNumber
    let session: Id128
  }

  /// The first employer's desk, with a notice, an agreement and a payment; the second employer has
  /// its own.
  private static func desk(
    _ identity: IdentityKind, proved: Bool
  ) -> (desk: PayBench, clerk: Bench.From, names: (Whose) -> Names) {
    var desk = PayBench([PayBench.declared("N1", sequential: false), PayBench.declared("N3")])
    desk.pay("N1")
    var notice = Fixture.notice("N2", sequential: false)
    notice.declaredOn = Fixture.sure(BusinessDate(year: 2026, month: 11, day: 3))
    var other = Fixture.employer(2, notices: [notice])
    let agreement = PayBench.agreed("13702020000-2")
    other.agreements[agreement.number] = agreement
    var attempt = desk.attempt
    attempt.number = Fixture.sure(TicketNumber(number: 437_026_261_100_000_077))
    attempt.notice = notice.number
    other.attempts[attempt.number] = attempt
    desk.bench.shelf.put(other)
    _ = desk.bench.signIn(2, at: 2)
    let othersSession = Fixture.sure(
      desk.bench.hall.state.sessions.values.first { $0.registration == Fixture.registration(2) })
    desk.bench.shelf.put(Fixture.person(3, at: [1], as: identity))
    let clerk = desk.bench.signIn(3, at: 1, as: identity, proved: proved)
    let own = Fixture.sure(
      desk.bench.hall.state.sessions.values.first { $0.resident == Fixture.resident(3) })
    let ticket = desk.attempt.number
    let names = { (whose: Whose) in
      switch whose {
      case .own:
        Names(
          notice: Fixture.sure(NoticeNumber(text: "N3")), agreement: PayBench.agreement,
          ticket: ticket, session: own.id)
      case .another:
        Names(
          notice: otherNotice, agreement: otherAgreement, ticket: attempt.number,
          session: othersSession.id)
      case .missing:
        Names(
          notice: Fixture.sure(NoticeNumber(text: "N9")),
          agreement: Fixture.sure(AgreementNumber(text: "13702020000-9")),
          ticket: Fixture.sure(TicketNumber(number: 437_026_261_100_000_099)),
          session: Id128(high: 9, low: 9))
      }
    }
    return (desk, clerk, names)
  }

  private static func request(_ method: Method, _ names: Names) -> Request {
    let notice = NoticeReference(notice: names.notice)
    let agreement = AgreementReference(number: names.agreement, wait: false)
    let payment = PaymentStatusRequest(number: names.ticket, wait: false)
    let amount = Fixture.sure(Money(fen: 100_000))
    return switch method {
    case .logout: .logout
    case .whoami: .whoami
    case .sessionList: .sessionList
    case .sessionEnd: .sessionEnd(SessionReference(session: names.session))
    case .stepupStart: .stepupStart(StepUpStart(app: .taxApp))
    case .stepupWait: .stepupWait
    case .registrationShow: .registrationShow
    case .enrolmentList: .enrolmentList
    case .todoList: .todoList(TodoFilter())
    case .todoShow: .todoShow(notice)
    case .declareSave:
      .declareSave(DeclareSave(notice: names.notice, version: 1, amount: amount))
    case .declareVoid: .declareVoid(DeclareVoid(notice: names.notice, version: 1))
    case .payPreview: .payPreview(PreviewRequest(notice: names.notice, deferrable: []))
    case .payAgreement:
      .payAgreement(
        PayByAgreement(
          notice: names.notice, version: 1, deferrable: [], deferralConfirmed: false,
          total: amount, digest: .zero, agreement: names.agreement, password: "135790",
          withoutPassword: false))
    case .payStatus: .payStatus(payment)
    case .payList: .payList(PaymentFilter(notice: names.notice))
    case .payShow: .payShow(payment)
    case .agreementList: .agreementList
    case .agreementShow: .agreementShow(agreement)
    case .agreementAdd:
      .agreementAdd(
        AgreementAdd(
          number: names.agreement, office: Fixture.office, clearingBank: PayBench.bank,
          openingBank: PayBench.bank,
          account: Fixture.sure(AccountNumber(text: "6222020200112233445")), accountName: "户名",
          accountKind: .corporate, signing: .signedAtBank, phone: ""))
    case .agreementDelete: .agreementDelete(agreement)
    case .agreementAutopay: .agreementAutopay(AutoPayment(number: names.agreement, on: true))
    case .agreementNotice: .agreementNotice
    case .paymentPasswordCode: .paymentPasswordCode
    case .paymentPasswordSet:
      .paymentPasswordSet(
        PaymentPasswordSet(
          request: names.session, code: "000000", password: "246810", again: "246810"))
    case .paymentPasswordUse: .paymentPasswordUse(PaymentPasswordUse(on: true))
    case .queryUnpaid: .queryUnpaid(QueryFilter(notice: names.notice, after: ""))
    case .queryPaid: .queryPaid(QueryFilter(notice: names.notice, after: ""))
    case .queryShow: .queryShow(notice)
    default: .systemPing
    }
  }

  // MARK: tests

  @Test func `every clerk's method is in one group, and nobody else's is`() {
    let groups = [Self.session, Self.reads, Self.changes, Self.guarded]
    #expect(groups.reduce(0) { $0 + $1.count } == Self.clerkMethods.count)
    #expect(groups.reduce(into: Set<Method>()) { $0.formUnion($1) } == Set(Self.clerkMethods))
    for method in Method.allCases {
      #expect((Permissions.group(method) == .foreign) == (method.audience != .clerk), "\(method)")
    }
  }

  @Test(arguments: clerkMethods, IdentityKind.allCases)
  func `a method is open to an identity as the table says`(
    _ method: Method, _ identity: IdentityKind
  ) {
    for proved in [true, false] {
      var (desk, clerk, names) = Self.desk(identity, proved: proved)
      let outcome = desk.bench.call(Self.request(method, names(.own)), as: clerk)
      let gates: [RefusalCode?] = [.notPermitted, .stepUpNeeded, .wrongRole, .notSignedIn]
      let found = gates.contains(outcome.code) ? outcome.code : nil
      #expect(found == Self.expected(method, identity, proved: proved), "proved: \(proved)")
    }
  }

  @Test(arguments: clerkMethods, IdentityKind.allCases)
  func `another's thing and one that does not exist get the same answer`(
    _ method: Method, _ identity: IdentityKind
  ) {
    let answers = [Whose.another, .missing].map { whose -> String in
      var (desk, clerk, names) = Self.desk(identity, proved: true)
      let before = desk.bench.shelf.employers[Fixture.registration(2)]
      let outcome = desk.bench.call(Self.request(method, names(whose)), as: clerk)
      #expect(desk.bench.shelf.employers[Fixture.registration(2)] == before)
      return Self.words(outcome, names(whose))
    }
    #expect(answers[0] == answers[1])
  }

  /// An answer as text, the names that were asked for struck out.
  private static func words(_ outcome: Bench.Outcome, _ names: Names) -> String {
    let text: String =
      switch outcome {
      case .reply(.scanChallenge): "a challenge"
      case .reply(let reply): "\(reply)"
      case .refusal(let refusal): "\(refusal)"
      case .stored: "stored"
      case .query(let query): "\(query)"
      case .waiting: "waits"
      }
    return [names.notice.text, names.agreement.text, names.ticket.text]
      .reduce(text) { $0.replacing($1, with: "…") }
      .replacing("\(names.session)", with: "…")
  }

  @Test(arguments: clerkMethods)
  func `an employer that does not exist is nobody's session`(_ method: Method) {
    var bench = Bench()
    bench.shelf.put(Fixture.person(1))
    let clerk = bench.signIn(1, at: 1)
    bench.shelf.employers = [:]
    let (_, _, names) = Self.desk(.legalRepresentative, proved: true)
    let refusal = bench.call(Self.request(method, names(.own)), as: clerk).refusal
    #expect(refusal == SessionRules.notSignedIn)
  }

  @Test(arguments: clerkMethods)
  func `without a session, and with a partner's credential, nothing is open`(_ method: Method) {
    var (desk, _, names) = Self.desk(.legalRepresentative, proved: true)
    let request = Self.request(method, names(.own))
    let others: [Bench.From] = [
      .anyone, .token([1, 2, 3]), .credential(.bank(PayBench.bank)), .credential(.gateway),
      .credential(.officer("qingdao")), .credential(.app(.taxApp)),
    ]
    for from in others {
      #expect(desk.bench.call(request, as: from).refusal == SessionRules.notSignedIn)
    }
  }

  @Test(
    arguments: [
      (.notPermitted, "当前身份（开票员）无权办理此业务", "shebao login password"),
      (.stepUpNeeded, "办理此业务前需扫码验证身份", "shebao login stepup"),
    ] as [(RefusalCode, String, String)])
  func `a refusal says which identity it was, and what to do next`(
    _ code: RefusalCode, _ text: String, _ next: String
  ) {
    let identity: IdentityKind = code == .notPermitted ? .invoiceClerk : .taxClerk
    var (desk, clerk, names) = Self.desk(identity, proved: false)
    let refusal = desk.bench.call(Self.request(.agreementDelete, names(.own)), as: clerk).refusal
    #expect(refusal?.code == code)
    #expect(refusal?.text == text)
    #expect(refusal?.next == next)
  }
}
