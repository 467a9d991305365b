import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Idempotency keys: their scope, the answer to a repeat, and which are valid.
@Suite struct KeysTests {
  private static func rig() -> PayRig { PayRig([Fixture.notice()]) }

  private static func save(_ fen: Int64 = 100_000) -> Request {
    .declare(
      .save(
        DeclareSave(
          notice: Fixture.sure(NoticeNumber(text: "N1")), version: 1,
          amount: Fixture.sure(Money(fen: fen)))))
  }

  private static func key(ahead milliseconds: Int64, _ low: UInt64 = 1) -> Id128 {
    let made = EngineRig.start.adding(milliseconds: milliseconds)
    return Id128(millis: made.milliseconds, randomA: 3, randomB: low)
  }

  @Test(arguments: [(300_000, nil), (300_001, .keyFromFuture)] as [(Int64, RefusalCode?)])
  func `R-1202: a key may be at most five minutes ahead of real time`(
    _ ahead: Int64, _ code: RefusalCode?
  ) {
    var rig = Self.rig()
    let refusal = rig.base.call(Self.save(), as: rig.clerk, key: Self.key(ahead: ahead)).refusal
    #expect(refusal?.code == code)
    guard code != nil else { return }
    #expect(refusal?.text == "请求键的时间超前")
    #expect(refusal?.next == "请按服务器时间生成请求键")
    #expect(rig.notice().declaredOn == nil)
  }

  @Test func `R-1201: a key is a UUID of version 7`() {
    var rig = Self.rig()
    let other = Id128(high: 0x1234_5678_9ABC_4DEF, low: 0x8123_4567_89AB_CDEF)
    #expect(rig.base.call(Self.save(), as: rig.clerk, key: other).code == .keyMalformed)
  }

  @Test(arguments: [nil, key(ahead: 0)] as [Id128?])
  func `R-1201: a change without a key or without its digest is refused and has no effect`(
    key: Id128?
  ) throws {
    var rig = Self.rig()
    guard case .token(let secret) = rig.clerk else { return }
    let address = ReplyAddress(loop: 0, connection: 3, stream: 1)
    rig.base.work([
      .request(
        IncomingRequest(
          address: address, credential: .none, token: StandInDigests().plain(secret), key: key,
          digest: nil, deadline: EngineRig.start.adding(milliseconds: 10_000), credit: 0,
          request: Self.save()))
    ])
    let refusal = try #require(rig.base.outcome(of: address).refusal)
    #expect(refusal.code == .keyMissing && refusal.text == "该方法必须带请求键")
    #expect(rig.notice().declaredOn == nil && rig.base.entries.isEmpty)
  }

  @Test func `R-1204: a repeat gets the stored answer and has no second effect`() {
    var rig = Self.rig()
    let key = rig.base.newKey()
    guard case .reply(let first) = rig.base.call(Self.save(), as: rig.clerk, key: key) else {
      Issue.record("not declared")
      return
    }
    let entryCount = rig.base.entries.count
    for _ in 0..<3 {
      guard case .stored(let bytes) = rig.base.call(Self.save(), as: rig.clerk, key: key) else {
        Issue.record("not the stored answer")
        return
      }
      #expect(bytes == [0] + first.encoded())
    }
    #expect(rig.base.entries.count == entryCount)
  }

  @Test func `R-1204: a repeat of a recorded refusal gets the same refusal`() {
    var rig = PayRig([PayRig.declared()])
    let key = rig.base.newKey()
    let request = rig.request(password: "000001")
    #expect(rig.pay(request, key: key).code == .paymentPasswordWrong)
    guard case .stored(let bytes) = rig.pay(request, key: key) else {
      Issue.record("the guess was looked at twice")
      return
    }
    guard case .refusal(let refusal) = StoredReply(bytes) else {
      Issue.record("not a stored refusal")
      return
    }
    #expect(refusal.code == .paymentPasswordWrong)
    #expect(rig.employer.locks.values.map(\.failures) == [1])
  }

  @Test func `R-1204: a refusal that records nothing uses no key`() {
    var rig = Self.rig()
    let key = rig.base.newKey()
    #expect(rig.base.call(Self.save(1), as: rig.clerk, key: key).code == .amountDiffers)
    #expect(rig.base.call(Self.save(), as: rig.clerk, key: key).reply != nil)
  }

  @Test func `R-1204: another request with a used key is refused`() {
    var rig = Self.rig()
    let key = rig.base.newKey()
    _ = rig.base.call(Self.save(), as: rig.clerk, key: key)
    let void = DeclareVoid(notice: rig.notice().number, version: 1)
    for other in [Self.save(5), .declare(.void(void))] {
      let refusal = rig.base.call(other, as: rig.clerk, key: key).refusal
      #expect(refusal?.code == .keyReused)
      #expect(refusal?.text == "请求键已用于另一请求")
    }
    #expect(rig.notice().declaredOn != nil)
  }

  @Test func `R-1203: a clerk's key is unique for the person at the employer`() {
    var rig = Self.rig()
    let key = rig.base.newKey()
    rig.base.shelf.put(Fixture.employer(2, notices: [Fixture.notice()]))
    let colleague = rig.base.signIn(2)
    let elsewhere = rig.base.signIn(1, at: 2)
    #expect(rig.base.call(Self.save(), as: rig.clerk, key: key).reply != nil)
    #expect(rig.base.call(Self.save(), as: colleague, key: key).code == .alreadyDeclared)
    #expect(rig.base.call(Self.save(), as: elsewhere, key: key).reply != nil)
  }

  @Test func `R-1203: each officer has keys of its own`() {
    let first = Caller.officer("甲").scope(StandInDigests())
    #expect(first != nil)
    #expect(first != Caller.officer("乙").scope(StandInDigests()))
    #expect(first != Caller.bank(PayRig.bank).scope(StandInDigests()))
    #expect(Caller.anyone.scope(StandInDigests()) == nil)
    let long = String(repeating: "a", count: 60)
    let ends = ["1", "2"].map { Caller.officer(long + $0).scope(StandInDigests()) }
    #expect(ends[0] != ends[1])
  }

  @Test func `R-1202: an old key is looked up in the books`() {
    var rig = Self.rig()
    let old = Self.key(ahead: -86_400_000)
    let entry = KeyedOperation(
      sequence: 1, digest: Digest256(1, 2, 3, 4), attempt: nil)
    rig.base.shelf.keys[old] = entry
    #expect(rig.base.call(Self.save(), as: rig.clerk, key: old).code == .keyReused)
    #expect(rig.notice().declaredOn == nil)
    let unknown = Self.key(ahead: -86_400_000, 2)
    #expect(rig.base.call(Self.save(), as: rig.clerk, key: unknown).reply != nil)
  }

  @Test func `R-1203: an old key is refused, not taken for new, if the books cannot be read`() {
    var rig = Self.rig()
    _ = rig.base.call(.session(.whoami), as: rig.clerk)
    rig.base.shelf.isBroken = true
    let old = Self.key(ahead: -86_400_000)
    let refusal = rig.base.call(Self.save(), as: rig.clerk, key: old).refusal
    #expect(refusal?.code == .exhausted)
    #expect(rig.notice().declaredOn == nil)
    #expect(rig.base.call(Self.save(), as: rig.clerk).code == .exhausted)
  }

  @Test func `R-1203: keys above the limit leave memory once booked, the oldest first`() {
    let scope = Fixture.sure(Caller.officer("qingdao").scope(StandInDigests()))
    var index = KeyIndex(floor: EngineRig.start)
    let count = KeyIndex.countMax + 1
    for n in 0..<count {
      let at = EngineRig.start.adding(milliseconds: 400_000 + Int64(n))
      index.insert(
        scope, Id128(millis: at.milliseconds, randomA: 0, randomB: UInt64(n)),
        KeyedOperation(sequence: UInt64(n + 1), digest: .zero, attempt: nil), at: at)
    }
    func entry(_ n: Int) -> KeyedOperation? {
      let at = EngineRig.start.adding(milliseconds: 400_000 + Int64(n))
      return index.entry(scope, Id128(millis: at.milliseconds, randomA: 0, randomB: UInt64(n)))
    }
    index.trim(books: 0)
    #expect(entry(0) != nil, "a key that the books lack was forgotten")
    index.trim(books: UInt64(count))
    #expect(entry(0) == nil)
    #expect(entry(1) != nil)
    #expect(index.floor == EngineRig.start.adding(milliseconds: 400_000))
  }
}
