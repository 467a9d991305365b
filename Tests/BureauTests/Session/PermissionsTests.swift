import Fixtures
import Protocol
import Testing

@testable import Bureau

/// The rights of every identity for every clerk's method, on objects of its own employer, of
/// another employer, and on ones that do not exist.
@Suite struct PermissionsTests {
  /// One method of a table written by hand, independent of the sources, that the methods' rows are
  /// compared with. The group decides which identities may call it.
  struct Permission: CustomTestStringConvertible, Sendable {
    let name: String
    let group: ClerkGroup
    fileprivate let request: @Sendable (Names) -> Request

    fileprivate init(
      _ name: String, _ group: ClerkGroup, _ request: @escaping @Sendable (Names) -> Request
    ) {
      self.name = name
      self.group = group
      self.request = request
    }

    var testDescription: String { name }
  }

  private static let amount = Fixture.sure(Money(fen: 100_000))

  static let table = [
    Permission("logout", .session) { _ in .session(.logout) },
    Permission("whoami", .session) { _ in .session(.whoami) },
    Permission("session.list", .session) { _ in .session(.list) },
    Permission("session.end", .session) { .session(.end(SessionReference(session: $0.session))) },
    Permission("stepup.start", .session) { _ in .session(.stepupStart(StepUpStart(app: .taxApp))) },
    Permission("stepup.wait", .session) { _ in .session(.stepupWait) },
    Permission("registration.show", .read) { _ in .registration(.show) },
    Permission("enrolment.list", .read) { _ in .registration(.enrolments) },
    Permission("todo.list", .read) { _ in .todo(.list(TodoFilter())) },
    Permission("todo.show", .read) { .todo(.show(NoticeReference(notice: $0.notice))) },
    Permission("declare.save", .change) {
      .declare(.save(DeclareSave(notice: $0.notice, version: 1, amount: amount)))
    },
    Permission("declare.void", .change) {
      .declare(.void(DeclareVoid(notice: $0.notice, version: 1)))
    },
    Permission("pay.preview", .read) {
      .pay(.preview(PreviewRequest(notice: $0.notice, deferrable: [])))
    },
    Permission("pay.agreement", .change) {
      .pay(
        .agreement(
          PayByAgreement(
            notice: $0.notice, version: 1, deferrable: [], deferralConfirmed: false,
            total: amount, digest: .zero, agreement: $0.agreement, password: "135790",
            withoutPassword: false)))
    },
    Permission("pay.status", .read) {
      .pay(.status(PaymentStatusRequest(number: $0.ticket, wait: false)))
    },
    Permission("pay.list", .read) { .pay(.list(PaymentFilter(notice: $0.notice))) },
    Permission("pay.show", .read) {
      .pay(.show(PaymentStatusRequest(number: $0.ticket, wait: false)))
    },
    Permission("agreement.list", .read) { _ in .agreement(.list) },
    Permission("agreement.show", .read) {
      .agreement(.show(AgreementReference(number: $0.agreement, wait: false)))
    },
    Permission("agreement.add", .guarded) {
      .agreement(
        .add(
          AgreementAdd(
            number: $0.agreement, office: Fixture.office, clearingBank: PayRig.bank,
            openingBank: PayRig.bank,
            account: Fixture.sure(AccountNumber(text: "6222020200112233445")), accountName: "户名",
            accountKind: .corporate, signing: .signedAtBank, phone: "")))
    },
    Permission("agreement.delete", .guarded) {
      .agreement(.delete(AgreementReference(number: $0.agreement, wait: false)))
    },
    Permission("agreement.autopay", .guarded) {
      .agreement(.autopay(AutoPayment(number: $0.agreement, on: true)))
    },
    Permission("agreement.notice", .read) { _ in .agreement(.notice) },
    Permission("payment-password.code", .change) { _ in .paymentPassword(.code) },
    Permission("payment-password.set", .guarded) {
      .paymentPassword(
        .set(
          PaymentPasswordSet(
            request: $0.session, code: "000000", password: "246810", again: "246810")))
    },
    Permission("payment-password.use", .guarded) { _ in
      .paymentPassword(.use(PaymentPasswordUse(on: true)))
    },
    Permission("query.unpaid", .read) {
      .query(.unpaid(QueryFilter(notice: $0.notice, after: "")))
    },
    Permission("query.paid", .read) { .query(.paid(QueryFilter(notice: $0.notice, after: ""))) },
    Permission("query.show", .read) { .query(.show(NoticeReference(notice: $0.notice))) },
  ]

  /// The refusal that the table gives an identity, or nil.
  private static func expected(
    _ group: ClerkGroup, _ identity: IdentityKind, proved: Bool
  ) -> RefusalCode? {
    if group == .session { return nil }
    switch identity {
    case .legalRepresentative, .financeOfficer: return nil
    case .taxClerk, .socialInsuranceClerk:
      return group == .guarded && !proved ? .stepUpNeeded : nil
    case .administrator: return group == .read ? nil : .notPermitted
    case .invoiceClerk, .salesperson: return .notPermitted
    }
  }

  // MARK: things

  private static let otherNotice = Fixture.sure(NoticeNumber(text: "N2"))
  private static let otherAgreement = Fixture.sure(AgreementNumber(text: "13702020000-2"))

  /// The owner of the objects that a request names.
  enum Whose: CaseIterable { case own, another, missing }

  struct Names {
    let notice: NoticeNumber
    let agreement: AgreementNumber
    let ticket: TicketNumber
    let session: Id128
  }

  /// A rig of two employers, each with a notice, an agreement and a payment; the clerk is the first
  /// one's.
  private static func rig(
    _ identity: IdentityKind, proved: Bool
  ) -> (rig: PayRig, clerk: EngineRig.From, names: (Whose) -> Names) {
    var rig = PayRig([PayRig.declared("N1", sequential: false), PayRig.declared("N3")])
    rig.pay("N1")
    var notice = Fixture.notice("N2", sequential: false)
    notice.declaredOn = Fixture.day(2026, 11, 3)
    var other = Fixture.employer(2, notices: [notice])
    let agreement = PayRig.agreed("13702020000-2")
    other.agreements[agreement.number] = agreement
    var attempt = rig.attempt
    attempt.number = Fixture.sure(TicketNumber(number: 437_026_261_100_000_077))
    attempt.notice = notice.number
    other.attempts[attempt.number] = attempt
    rig.base.shelf.put(other)
    _ = rig.base.signIn(2, at: 2)
    let othersSession = Fixture.sure(
      rig.base.engine.state.sessions.values.first { $0.registration == Fixture.registration(2) })
    rig.base.shelf.put(Fixture.person(3, at: [1], as: identity))
    let clerk = rig.base.signIn(3, at: 1, as: identity, proved: proved)
    let own = Fixture.sure(
      rig.base.engine.state.sessions.values.first { $0.resident == Fixture.resident(3) })
    let ticket = rig.attempt.number
    let names = { (whose: Whose) in
      switch whose {
      case .own:
        Names(
          notice: Fixture.sure(NoticeNumber(text: "N3")), agreement: PayRig.agreement,
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
    return (rig, clerk, names)
  }

  // MARK: tests

  @Test func `every clerk's method is in the table, in the group of its row`() {
    let rows = Method.all.compactMap { method -> String? in
      guard case .clerk(let group) = method.audience else { return nil }
      return "\(method.name) \(group)"
    }
    #expect(Set(rows) == Set(Self.table.map { "\($0.name) \($0.group)" }))
    #expect(rows.count == Self.table.count)
  }

  @Test func `each row of the table requests the method that it names`() {
    let (_, _, names) = Self.rig(.legalRepresentative, proved: true)
    for row in Self.table { #expect(row.request(names(.own)).method.name == row.name) }
  }

  @Test(arguments: IdentityKind.allCases)
  func `a method of another role is refused to every identity`(_ identity: IdentityKind) {
    let session = Session(
      id: Id128(high: 0, low: 1), token: .zero, resident: Fixture.resident(1),
      registration: Fixture.registration(1), identity: identity, opened: EngineRig.start,
      ends: EngineRig.start, proved: true)
    for method in Method.all where !method.audience.isClerk {
      let refusal = #expect(throws: Refusal.self) { try Permissions.check(method, session) }
      #expect(refusal?.code == .wrongRole, "\(method)")
    }
  }

  @Test(arguments: table, IdentityKind.allCases)
  func `an identity may call a method exactly if the table says so`(
    _ row: Permission, _ identity: IdentityKind
  ) {
    for proved in [true, false] {
      var (rig, clerk, names) = Self.rig(identity, proved: proved)
      let outcome = rig.base.call(row.request(names(.own)), as: clerk)
      let gates: [RefusalCode?] = [.notPermitted, .stepUpNeeded, .wrongRole, .notSignedIn]
      let found = gates.contains(outcome.code) ? outcome.code : nil
      #expect(found == Self.expected(row.group, identity, proved: proved), "proved: \(proved)")
    }
  }

  @Test(arguments: table, IdentityKind.allCases)
  func `another employer's object and one that does not exist get the same answer`(
    _ row: Permission, _ identity: IdentityKind
  ) {
    let answers = [Whose.another, .missing].map { whose -> String in
      var (rig, clerk, names) = Self.rig(identity, proved: true)
      let before = rig.base.shelf.employers[Fixture.registration(2)]
      let outcome = rig.base.call(row.request(names(whose)), as: clerk)
      #expect(rig.base.shelf.employers[Fixture.registration(2)] == before)
      return Self.words(outcome, names(whose))
    }
    #expect(answers[0] == answers[1])
  }

  /// An answer as text, without the names that were asked for.
  private static func words(_ outcome: EngineRig.Outcome, _ names: Names) -> String {
    let text: String =
      switch outcome {
      case .reply(is ScanChallenge): "a challenge"
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

  @Test(arguments: table)
  func `a session of an employer that does not exist is not live`(_ row: Permission) {
    var rig = EngineRig()
    rig.shelf.put(Fixture.person(1))
    let clerk = rig.signIn(1, at: 1)
    rig.shelf.employers = [:]
    let (_, _, names) = Self.rig(.legalRepresentative, proved: true)
    let refusal = rig.call(row.request(names(.own)), as: clerk).refusal
    #expect(refusal == SessionRules.notSignedIn)
  }

  @Test(arguments: table)
  func `no clerk's method is open without a session or with a partner's credential`(
    _ row: Permission
  ) {
    var (rig, _, names) = Self.rig(.legalRepresentative, proved: true)
    let request = row.request(names(.own))
    let others: [EngineRig.From] = [
      .anyone, .token([1, 2, 3]), .credential(.bank(PayRig.bank)), .credential(.gateway),
      .credential(.officer("qingdao")), .credential(.app(.taxApp)),
    ]
    for from in others {
      #expect(rig.base.call(request, as: from).refusal == SessionRules.notSignedIn)
    }
  }

  @Test(
    arguments: [
      (.notPermitted, "当前身份（开票员）无权办理此业务", "shebao login password"),
      (.stepUpNeeded, "办理此业务前需扫码验证身份", "shebao login stepup"),
    ] as [(RefusalCode, String, String)])
  func `a refusal names the identity and the next step`(
    _ code: RefusalCode, _ text: String, _ next: String
  ) {
    let identity: IdentityKind = code == .notPermitted ? .invoiceClerk : .taxClerk
    var (rig, clerk, names) = Self.rig(identity, proved: false)
    let refusal = rig.base.call(
      .agreement(.delete(AgreementReference(number: names(.own).agreement, wait: false))), as: clerk
    ).refusal
    #expect(refusal?.code == code)
    #expect(refusal?.text == text)
    #expect(refusal?.next == next)
  }
}
