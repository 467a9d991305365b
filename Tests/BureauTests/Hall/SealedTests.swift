import Protocol
import Testing

@testable import Bureau

/// A server that can write nothing answers questions, refuses what would have to be written, and
/// lets rest what it would ask of itself.
@Suite struct SealedTests {
  private static let sealed = Gate(sealed: Refusal(.readOnly, "只读"))

  @Test func `a bank's report is refused, and taken as if for the first time afterwards`() {
    var desk = PayBench([PayBench.declared()])
    desk.pay()
    let rows = desk.bench.rows.count
    desk.bench.hall.set(Self.sealed)
    let answer = desk.report(.done)
    #expect(answer.code == .readOnly)
    #expect(desk.attempt.status == .handedOut)
    #expect(desk.bench.rows.count == rows)
    desk.bench.hall.set(Gate())
    #expect(desk.report(.done).message(Done.self) == Done(text: ""))
    #expect(desk.attempt.status == .succeeded)
    #expect(desk.bench.rows.count == rows + 1)
  }

  @Test func `changes are refused, questions are answered`() {
    var desk = PayBench([PayBench.declared()])
    desk.bench.hall.set(Self.sealed)
    let rows = desk.bench.rows.count
    #expect(desk.bench.call(.todo(.list(TodoFilter())), as: desk.clerk).reply != nil)
    #expect(
      desk.bench.call(
        .declare(.void(DeclareVoid(notice: desk.notice().number, version: 1))), as: desk.clerk
      ).code == .readOnly)
    #expect(desk.bench.rows.count == rows)
  }

  @Test func `what falls due rests, and is done when it can be written`() {
    var desk = PayBench([PayBench.declared()])
    desk.pay()
    desk.bench.hall.set(Self.sealed)
    desk.bench.advance(10_000)
    #expect(desk.attempt.status == .handedOut)
    desk.bench.hall.set(Gate())
    desk.bench.advance(0)
    #expect(desk.attempt.status == .unknown)
  }
}
