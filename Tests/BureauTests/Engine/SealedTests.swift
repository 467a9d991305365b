import Protocol
import Testing

@testable import Bureau

/// A sealed server, which cannot write, answers reads, refuses changes, and delays its own
/// operations.
@Suite struct SealedTests {
  private static let sealed = Gate(sealed: Refusal(.readOnly, "只读"))

  @Test func `a bank's report is refused while sealed, and accepted afterwards`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    let entryCount = rig.base.entries.count
    rig.base.engine.set(Self.sealed)
    let answer = rig.report(.done)
    #expect(answer.code == .readOnly)
    #expect(rig.attempt.status == .handedOut)
    #expect(rig.base.entries.count == entryCount)
    rig.base.engine.set(Gate())
    #expect(rig.report(.done).message(Done.self) == Done(text: ""))
    #expect(rig.attempt.status == .succeeded)
    #expect(rig.base.entries.count == entryCount + 1)
  }

  @Test func `changes are refused, reads are answered`() {
    var rig = PayRig([PayRig.declared()])
    rig.base.engine.set(Self.sealed)
    let entryCount = rig.base.entries.count
    #expect(rig.base.call(.todo(.list(TodoFilter())), as: rig.clerk).reply != nil)
    #expect(
      rig.base.call(
        .declare(.void(DeclareVoid(notice: rig.notice().number, version: 1))), as: rig.clerk
      ).code == .readOnly)
    #expect(rig.base.entries.count == entryCount)
  }

  @Test func `a due timer fires only after the seal ends`() {
    var rig = PayRig([PayRig.declared()])
    rig.pay()
    rig.base.engine.set(Self.sealed)
    rig.base.advance(10_000)
    #expect(rig.attempt.status == .handedOut)
    rig.base.engine.set(Gate())
    rig.base.advance(0)
    #expect(rig.attempt.status == .unknown)
  }
}
