import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct StoredReplyTests {
  @Test(arguments: [
    Refusal(.paymentPasswordWrong, "支付密码错误", next: "请重新输入", left: 2),
    Refusal(.paymentPasswordWrong, "支付密码错误", left: 0),
    Refusal(.personLocked, "已锁定", next: "请稍后", until: Bench.start),
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
  func `what is no answer is not read as one`(bytes: [UInt8]) {
    #expect(StoredReply(bytes) == nil)
  }

  @Test func `A5: a repeat of a wrong payment password hears what the first one heard`() throws {
    var employer = Fixture.employer(1)
    let salt = Id128(high: 1, low: 2)
    employer.password = PaymentPassword(
      digest: PaymentPasswordCheck.keyed(
        "135790", salt: salt, employer.registration.number, StandInDigests()), salt: salt,
      off: false)
    var bench = Bench.ofOne(employers: [employer])
    let clerk = bench.signIn()
    let key = bench.newKey()
    let off = Request.paymentPassword(.use(PaymentPasswordUse(on: false, password: "246810")))
    let ticket = bench.send(off, as: clerk, key: key)
    let first = try #require(bench.outcome(of: ticket).refusal)
    #expect(first.left == 2)
    #expect(bench.extent(of: ticket) == .done)
    guard case .stored(let bytes) = bench.call(off, as: clerk, key: key) else {
      throw Bench.Missing.reply
    }
    #expect(StoredReply(bytes) == .refusal(first))
  }

  @Test func `a stored reply that cannot be read in time was done all the same`() throws {
    var bench = Bench()
    let key = bench.newKey()
    let place = Parking.Place(
      incoming: Incoming(
        ticket: Ticket(loop: 0, connection: 1, stream: 99), credential: .none, token: nil,
        key: key, digest: .zero, deadline: bench.now.real.adding(milliseconds: 1_000), credit: 0,
        request: .session(.whoami)), found: Found(), why: .stored)
    _ = try bench.hall.parking.park(place)
    bench.advance(1_000)
    let ticket = Ticket(loop: 0, connection: 1, stream: 99)
    #expect(bench.outcome(of: ticket).code == .deadline)
    #expect(bench.extent(of: ticket) == .done)
  }
}
