import Protocol
import Testing

@testable import Bureau

/// A server that can write nothing answers questions, refuses what would have to be written, and
/// lets rest what it would ask of itself.
@Suite struct SealedTests {
  private static let sealed = Gate(sealed: Refusal(.readOnly, "只读"))

  @Test func `a bank's report is refused, and taken as if for the first time afterwards`() {
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

  @Test func `changes are refused, questions are answered`() {
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

  @Test func `what falls due rests, and is done when it can be written`() {
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
