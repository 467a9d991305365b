import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginCodeTests {
  @Test func `L1.4: a code dies of five wrong tries, which is one error of the way`() throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    #expect(bench.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    let right = bench.lastCode
    for left in [4, 3, 2, 1, 0] as [UInt32] {
      let entered = LoginCode(login: login, code: bench.wrongCode)
      let refusal = try #require(bench.call(.login(.codeEnter(entered))).refusal)
      #expect(refusal.code == .codeWrong)
      #expect(refusal.left == left)
    }
    let late = LoginCode(login: login, code: right)
    #expect(bench.call(.login(.codeEnter(late))).code == .codeExpired)
    let failures = bench.hall.state.persons[Fixture.resident(1)]?.failures
    #expect(failures?.map(\.way) == [LoginWay.smsCode.rawValue])
  }

  @Test(arguments: [(299_999, true), (300_000, false)])
  func `L1.4: a code can be entered for five minutes`(after: Int64, taken: Bool) throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    #expect(bench.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    bench.advance(after)
    let outcome = bench.call(.login(.codeEnter(LoginCode(login: login, code: bench.lastCode))))
    #expect((outcome.step?.stage == .entered) == taken)
    #expect(outcome.code == (taken ? nil : .codeExpired))
  }

  @Test func `L1.4: a code is bound to its login, and an earlier one dies with the next`() throws {
    var bench = Bench.ofOne()
    let first = try bench.opened()
    let second = try bench.opened()
    #expect(bench.call(.login(.codeSend(LoginReference(login: first)))).reply != nil)
    let old = bench.lastCode
    #expect(
      bench.call(.login(.codeEnter(LoginCode(login: second, code: old)))).code == .codeExpired)
    bench.advance(60_000)
    #expect(bench.call(.login(.codeSend(LoginReference(login: first)))).reply != nil)
    #expect(bench.lastCode != old)
    #expect(bench.call(.login(.codeEnter(LoginCode(login: first, code: old)))).code == .codeWrong)
    #expect(bench.hall.lobby.codes.count == 1)
  }

  @Test func `codes are sent once a minute, five times an hour, ten times a day`() {
    let minute: Int64 = 60_000
    func at(_ minutes: Int64...) -> [Timestamp] {
      minutes.map { Bench.start.adding(milliseconds: $0 * minute) }
    }
    #expect(CodeQuota.next(after: []) == .earliest)
    #expect(CodeQuota.next(after: at(0)) == at(1)[0])
    #expect(CodeQuota.next(after: at(0, 1, 2, 3)) == at(4)[0])
    #expect(CodeQuota.next(after: at(0, 1, 2, 3, 4)) == at(60)[0])
    #expect(CodeQuota.next(after: at(0, 1, 2, 3, 4, 60, 61, 62, 63, 64)) == at(1_440)[0])
  }

  @Test func `a code asked for too soon is refused with the time`() throws {
    var bench = Bench.ofOne()
    let login = try bench.opened()
    guard
      let sent = bench.call(.login(.codeSend(LoginReference(login: login))))
        .reply as? SmsCodeSent
    else { throw Bench.Missing.reply }
    #expect(sent.resendAfter == Bench.start.adding(milliseconds: 60_000))
    bench.advance(59_999)
    let refusal = bench.call(.login(.codeSend(LoginReference(login: login)))).refusal
    #expect(refusal?.code == .codeTooSoon)
    #expect(refusal?.until == sent.resendAfter)
    bench.advance(1)
    #expect(bench.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
  }

  @Test func `the gateway gets the digits, the journal does not`() throws {
    var bench = Bench.ofOne()
    let stream = bench.send(.sms(.messages), as: .credential(.gateway))
    let login = try bench.opened()
    #expect(bench.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    guard let message = bench.items(of: stream).last as? SmsMessage else {
      throw Bench.Missing.reply
    }
    let digits = bench.lastCode
    #expect(digits.utf8.count == 6)
    #expect(message.text.contains(digits))
    #expect(message.mobile == Fixture.mobile(1))
    #expect(message.text.utf8.count <= 200)
    let written = bench.rows.flatMap { $0.events + $0.reply }
    #expect(!String(decoding: written, as: UTF8.self).contains(digits))
    for _ in 0..<2 {
      let taken = SmsAcknowledge(order: message.order)
      #expect(bench.call(.sms(.acknowledge(taken)), as: .credential(.gateway)).reply != nil)
    }
    #expect(bench.events.filter { $0.number == 21 }.count == 1)
    #expect(bench.hall.state.messages.isEmpty)
  }

  @Test func `five dead codes lock the way, not the password`() throws {
    var bench = Bench.ofOne()
    var person = Fixture.person(1)
    let now = Bench.start
    person.failures = [WayFailures(way: 2, times: [now, now, now, now])]
    bench.shelf.put(person)
    let login = try bench.opened()
    #expect(bench.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    for _ in 0..<5 {
      _ = bench.call(.login(.codeEnter(LoginCode(login: login, code: bench.wrongCode))))
    }
    bench.advance(60_000)
    #expect(bench.call(.login(.codeSend(LoginReference(login: login)))).code == .loginLocked)
    #expect(try bench.proveByScan(login).step?.stage == .entered)
  }
}
