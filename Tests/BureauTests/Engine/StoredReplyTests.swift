import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct StoredReplyTests {
  @Test(arguments: [
    Refusal(.paymentPasswordWrong, "支付密码错误", next: "请重新输入", left: 2),
    Refusal(.paymentPasswordWrong, "支付密码错误", left: 0),
    Refusal(.personLocked, "已锁定", next: "请稍后", until: EngineRig.start),
    Refusal(.importRefused, ""),
  ])
  func `a refusal is stored whole`(refusal: Refusal) {
    #expect(StoredReply(StoredReply.encode(.refusal(refusal))) == .refusal(refusal))
  }

  @Test func `a reply is stored as its body`() {
    let reply = Done(text: "好")
    #expect(StoredReply(StoredReply.encode(.reply(reply))) == .reply(reply.encoded()))
  }

  @Test(arguments: [[], [1], [2, 0], [1, 0x0A]] as [[UInt8]])
  func `malformed bytes are not read as a reply`(bytes: [UInt8]) {
    #expect(StoredReply(bytes) == nil)
  }

  @Test func `A5: a repeat of a wrong payment password gets the answer of the first`() throws {
    var employer = Fixture.employer(1)
    let salt = Id128(high: 1, low: 2)
    employer.password = PaymentPassword(
      digest: PaymentPasswordCheck.keyed(
        "135790", salt: salt, employer.registration.number, StandInDigests()), salt: salt,
      off: false)
    var rig = EngineRig.ofOne(employers: [employer])
    let clerk = rig.signIn()
    let key = rig.newKey()
    let off = Request.paymentPassword(.use(PaymentPasswordUse(on: false, password: "246810")))
    let address = rig.send(off, as: clerk, key: key)
    let first = try #require(rig.outcome(of: address).refusal)
    #expect(first.left == 2)
    #expect(rig.extent(of: address) == .done)
    guard case .stored(let bytes) = rig.call(off, as: clerk, key: key) else {
      throw EngineRig.Missing.reply
    }
    #expect(StoredReply(bytes) == .refusal(first))
  }

  @Test func `a repeat whose stored reply is not read in time has the outcome done`() throws {
    var rig = EngineRig()
    let key = rig.newKey()
    let place = WaitList.Waiter(
      incoming: IncomingRequest(
        address: ReplyAddress(loop: 0, connection: 1, stream: 99), credential: .none, token: nil,
        key: key, digest: .zero, deadline: rig.now.real.adding(milliseconds: 1_000), credit: 0,
        request: .session(.whoami)), found: LookupResults(), cause: .stored)
    _ = try rig.engine.waiting.add(place)
    rig.advance(1_000)
    let address = ReplyAddress(loop: 0, connection: 1, stream: 99)
    #expect(rig.outcome(of: address).code == .deadline)
    #expect(rig.extent(of: address) == .done)
  }
}
