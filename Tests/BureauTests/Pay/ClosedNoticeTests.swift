import Fixtures
import Protocol
import Testing

@testable import Bureau

/// A notice that is wholly paid, or withdrawn, is not read with its employer after a restart.
@Suite struct ClosedNoticeTests {
  private static let key = Id128(millis: 1_700_000_000_000, randomA: 1, randomB: 2)

  private static func requests(_ number: NoticeNumber) throws -> [Request] {
    let amount = try #require(Money(fen: 100_000))
    return [
      .todo(.show(NoticeReference(notice: number))),
      .declare(.save(DeclareSave(notice: number, version: 1, amount: amount))),
      .declare(.void(DeclareVoid(notice: number, version: 1))),
      .pay(.preview(PreviewRequest(notice: number, deferrable: []))),
      .pay(
        .agreement(
          PayByAgreement(
            notice: number, version: 1, deferrable: [], deferralConfirmed: false, total: amount,
            digest: .zero, agreement: nil, password: nil, withoutPassword: false))),
    ]
  }

  @Test(arguments: 0..<5, [LineStatus.paid, .posted, .withdrawn])
  func `T2, T3, T4, T12: a closed notice asked for again is answered as before the restart`(
    place: Int, status: LineStatus
  ) throws {
    let line = Fixture.line(1, fen: 100_000, status: status)
    let notice = Fixture.notice(
      lines: [line], declaredOn: BusinessDate(year: 2026, month: 10, day: 9))
    let request = try Self.requests(notice.number)[place]
    let name = NoticeName(registration: Fixture.registration(1), number: notice.number)

    var before = EngineRig()
    before.shelf.put(Fixture.employer(1, notices: [notice]))
    let answered = before.call(request, as: before.signIn(), key: Self.key)
    var after = EngineRig()
    after.shelf.closed[name] = notice
    let again = after.call(request, as: after.signIn(), key: Self.key)
    #expect(again.code == answered.code)
    #expect((again.reply == nil) == (answered.reply == nil))
    #expect(status == .withdrawn || again.code != .noticeNotFound)
    #expect(after.entries.isEmpty)
  }

  @Test(arguments: 0..<5) func `a notice that does not exist is not found`(place: Int) throws {
    var rig = EngineRig()
    let number = try #require(NoticeNumber(text: "NEVER"))
    let clerk = rig.signIn()
    let request = try Self.requests(number)[place]
    #expect(rig.call(request, as: clerk, key: Self.key).code == .noticeNotFound)
  }
}
