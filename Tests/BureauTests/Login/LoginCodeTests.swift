import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct LoginCodeTests {
  @Test func `L1.4: five wrong tries void a code, and are one error of the way`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    #expect(rig.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    let right = rig.lastCode
    for left in [4, 3, 2, 1, 0] as [UInt32] {
      let entered = LoginCode(login: login, code: rig.wrongCode)
      let refusal = try #require(rig.call(.login(.codeEnter(entered))).refusal)
      #expect(refusal.code == .codeWrong)
      #expect(refusal.left == left)
    }
    let late = LoginCode(login: login, code: right)
    #expect(rig.call(.login(.codeEnter(late))).code == .codeExpired)
    let failures = rig.engine.state.persons[Fixture.resident(1)]?.failures
    #expect(failures?.map(\.way) == [LoginWay.smsCode.rawValue])
  }

  @Test(arguments: [(299_999, true), (300_000, false)])
  func `L1.4: a code can be entered for five minutes`(after: Int64, taken: Bool) throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    #expect(rig.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    rig.advance(after)
    let outcome = rig.call(.login(.codeEnter(LoginCode(login: login, code: rig.lastCode))))
    #expect((outcome.step?.stage == .entered) == taken)
    #expect(outcome.code == (taken ? nil : .codeExpired))
  }

  @Test func `L1.4: a code is bound to its login, and the next voids it`() throws {
    var rig = EngineRig.ofOne()
    let first = try rig.opened()
    let second = try rig.opened()
    #expect(rig.call(.login(.codeSend(LoginReference(login: first)))).reply != nil)
    let old = rig.lastCode
    #expect(
      rig.call(.login(.codeEnter(LoginCode(login: second, code: old)))).code == .codeExpired)
    rig.advance(60_000)
    #expect(rig.call(.login(.codeSend(LoginReference(login: first)))).reply != nil)
    #expect(rig.lastCode != old)
    #expect(rig.call(.login(.codeEnter(LoginCode(login: first, code: old)))).code == .codeWrong)
    #expect(rig.engine.volatile.codes.count == 1)
  }

  @Test func `codes are sent once a minute, five times an hour, ten times a day`() {
    let minute: Int64 = 60_000
    func at(_ minutes: Int64...) -> [Timestamp] {
      minutes.map { EngineRig.start.adding(milliseconds: $0 * minute) }
    }
    #expect(CodeQuota.next(after: []) == .earliest)
    #expect(CodeQuota.next(after: at(0)) == at(1)[0])
    #expect(CodeQuota.next(after: at(0, 1, 2, 3)) == at(4)[0])
    #expect(CodeQuota.next(after: at(0, 1, 2, 3, 4)) == at(60)[0])
    #expect(CodeQuota.next(after: at(0, 1, 2, 3, 4, 60, 61, 62, 63, 64)) == at(1_440)[0])
  }

  @Test func `a code asked for too soon is refused, with the time from which it may be`() throws {
    var rig = EngineRig.ofOne()
    let login = try rig.opened()
    guard
      let sent = rig.call(.login(.codeSend(LoginReference(login: login))))
        .reply as? SmsCodeSent
    else { throw EngineRig.Missing.reply }
    #expect(sent.resendAfter == EngineRig.start.adding(milliseconds: 60_000))
    rig.advance(59_999)
    let refusal = rig.call(.login(.codeSend(LoginReference(login: login)))).refusal
    #expect(refusal?.code == .codeTooSoon)
    #expect(refusal?.until == sent.resendAfter)
    rig.advance(1)
    #expect(rig.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
  }

  @Test func `the gateway gets a code's digits; the journal does not have them`() throws {
    var rig = EngineRig.ofOne()
    let stream = rig.send(.sms(.messages), as: .credential(.gateway))
    let login = try rig.opened()
    #expect(rig.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    guard let message = rig.items(of: stream).last as? SmsMessage else {
      throw EngineRig.Missing.reply
    }
    let digits = rig.lastCode
    #expect(digits.utf8.count == 6)
    #expect(message.text.contains(digits))
    #expect(message.mobile == Fixture.mobile(1))
    #expect(message.text.utf8.count <= 200)
    let written = rig.entries.flatMap { $0.events + $0.reply }
    #expect(!String(decoding: written, as: UTF8.self).contains(digits))
    for _ in 0..<2 {
      let taken = SmsAcknowledge(order: message.order)
      #expect(rig.call(.sms(.acknowledge(taken)), as: .credential(.gateway)).reply != nil)
    }
    #expect(rig.events.filter { $0.number == 21 }.count == 1)
    #expect(rig.engine.state.messages.isEmpty)
  }

  @Test func `five used-up codes lock the SMS way, not the password`() throws {
    var rig = EngineRig.ofOne()
    var person = Fixture.person(1)
    let now = EngineRig.start
    person.failures = [WayFailures(way: 2, times: [now, now, now, now])]
    rig.shelf.put(person)
    let login = try rig.opened()
    #expect(rig.call(.login(.codeSend(LoginReference(login: login)))).reply != nil)
    for _ in 0..<5 {
      _ = rig.call(.login(.codeEnter(LoginCode(login: login, code: rig.wrongCode))))
    }
    rig.advance(60_000)
    #expect(rig.call(.login(.codeSend(LoginReference(login: login)))).code == .loginLocked)
    #expect(try rig.proveByScan(login).step?.stage == .entered)
  }
}
