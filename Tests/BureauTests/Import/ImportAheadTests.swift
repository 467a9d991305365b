import Fixtures
import Protocol
import Testing

@testable import Bureau

/// Slices applied ahead of the books.
@Suite struct ImportAheadTests {
  @Test func `a slice waits until the books have the eighth before it`() {
    var rig = ImportRig(rowsMax: 1)
    _ = rig.send((1...12).map { FileLine.person(FileFixture.person($0)) })
    let commit = rig.state.sequence
    rig.drain()
    #expect(rig.base.slices.count == 13)
    for (place, slice) in rig.base.slices.enumerated() {
      let applied = max(0, place - SliceTrail.aheadMax + 1)
      #expect(slice.restsOn == commit + UInt64(applied))
    }
  }

  @Test func `after a start an import goes on once the books have all operations`() {
    var rig = ImportRig(rowsMax: 1)
    let batch = rig.send((1...3).map { FileLine.person(FileFixture.person($0)) })
    if let slice = rig.nextSlice() { rig.base.work([.slice(slice)]) }
    var again = ImportRig(EngineRig(rig.base.replayed(), seed: 9), rowsMax: 1)
    let last = again.state.sequence
    again.base.work([.tick])
    #expect(again.base.slices.map(\.batch) == [batch])
    #expect(again.base.slices.map(\.restsOn) == [last])
  }

  @Test(arguments: [(0, true), (-1, false)])
  func `a notice read with its slice is used unless its employer has changed since`(
    _ behind: Int, _ counts: Bool
  ) throws {
    var rig = ImportRig()
    _ = rig.file([.employer(FileFixture.employer(1))])
    let registration = Fixture.registration(1)
    let changed = try #require(rig.state.employers[registration]?.sequence)
    let batch = rig.send([.notice(FileFixture.notice("N1"))])
    var slice = Fixture.sure(rig.nextSlice())
    let number = try #require(NoticeNumber(text: "N1"))
    let name = NoticeName(registration: registration, number: number)
    slice.notices = [name: nil]
    slice.mark = UInt64(Int(changed) + behind)
    let turn = rig.base.engine.work(
      [.slice(slice)], now: rig.base.now.real, books: rig.state.sequence)
    let looks = turn.jobs.filter { if case .look(.notice(name)) = $0 { true } else { false } }
    #expect(looks.count == (counts ? 0 : 1))
    #expect(rig.show(batch).applied == (counts ? 1 : 0))
  }

  @Test func `a closed notice read with its slice is not replaced`() {
    var base = EngineRig()
    base.shelf.put(Fixture.employer(1))
    var rig = ImportRig(base)
    _ = rig.file([.employer(FileFixture.employer(1, name: "青岛新名有限公司"))])
    let batch = rig.send([.notice(FileFixture.notice("N1", version: 2))])
    var slice = Fixture.sure(rig.nextSlice())
    let paid = Fixture.notice(lines: [Fixture.line(1, fen: 100_000, status: .paid)])
    slice.notices = [
      NoticeName(registration: Fixture.registration(1), number: paid.number): paid
    ]
    slice.mark = rig.state.sequence
    rig.base.work([.slice(slice)])
    #expect(rig.show(batch).rejected == 1)
  }
}
