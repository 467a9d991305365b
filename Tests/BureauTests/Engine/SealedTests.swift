import Protocol
import Testing

@testable import Bureau

/// A sealed server, which cannot write, answers reads, refuses changes, and delays its own
/// operations.
@Suite struct SealedTests {
  private static let sealed = Gate(sealed: Refusal(.readOnly, "只读"))

  @Test func `a bank's report is refused while sealed, and accepted afterwards`() {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    let rows = desk.rig.rows.count
    desk.rig.engine.set(Self.sealed)
    let answer = desk.report(.done)
    #expect(answer.code == .readOnly)
    #expect(desk.attempt.status == .handedOut)
    #expect(desk.rig.rows.count == rows)
    desk.rig.engine.set(Gate())
    #expect(desk.report(.done).message(Done.self) == Done(text: ""))
    #expect(desk.attempt.status == .succeeded)
    #expect(desk.rig.rows.count == rows + 1)
  }

  @Test func `changes are refused, reads are answered`() {
    var desk = PayRig([PayRig.declared()])
    desk.rig.engine.set(Self.sealed)
    let rows = desk.rig.rows.count
    #expect(desk.rig.call(.todo(.list(TodoFilter())), as: desk.clerk).reply != nil)
    #expect(
      desk.rig.call(
        .declare(.void(DeclareVoid(notice: desk.notice().number, version: 1))), as: desk.clerk
      ).code == .readOnly)
    #expect(desk.rig.rows.count == rows)
  }

  @Test func `a due timer fires only after the seal ends`() {
    var desk = PayRig([PayRig.declared()])
    desk.pay()
    desk.rig.engine.set(Self.sealed)
    desk.rig.advance(10_000)
    #expect(desk.attempt.status == .handedOut)
    desk.rig.engine.set(Gate())
    desk.rig.advance(0)
    #expect(desk.attempt.status == .unknown)
  }
}
