import Protocol
import Testing

@testable import Bureau

/// The contents of events at their limits.
@Suite struct RecordTests {
  private static func ended(_ bytes: Int) -> Event {
    .realm(
      .recoveryEnded(
        RecoveryEnded(officer: String(repeating: "a", count: bytes), open: 0, first: [])))
  }

  @Test(
    arguments: [(RecoveryEnded.officerBytesMax, nil), (RecoveryEnded.officerBytesMax + 1, .limit)]
      as [(Int, RefusalCode?)])
  func `an event that cannot be decoded is refused, and its request has no effect`(
    _ bytes: Int, _ code: RefusalCode?
  ) {
    var rig = EngineRig()
    let incoming = rig.incoming(
      .system(.ping), .anyone, key: nil, credit: 0, connection: 1, within: 1_000)
    let decision = Decision(.reply(Done(text: "")), events: [Self.ended(bytes)])
    var refused: RefusalCode?
    do throws(Refusal) {
      try rig.engine.commit(decision, incoming, .anyone, LookupResults())
    } catch {
      refused = error.code
    }
    #expect(refused == code)
    #expect(rig.engine.state.sequence == (code == nil ? 1 : 0))
  }

  @Test(arguments: [
    ("基本医疗保险费（单位缴纳）", "基本医疗保险费（单位缴纳）滞纳金"),
    (String(repeating: "费", count: 37), String(repeating: "费", count: 37) + "滞纳金"),
    (String(repeating: "费", count: 40), String(repeating: "费", count: 37) + "滞纳金"),
    (String(repeating: "a", count: 120), String(repeating: "a", count: 111) + "滞纳金"),
  ])
  func `a late fee's row of a ticket says 滞纳金`(_ item: String, _ name: String) {
    let made = PayOrders.lateFeeName(item)
    #expect(made == name && made.utf8.count <= TicketRow.nameBytesMax)
  }
}
