import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct ImportSlicesTests {
  private static let lookup = Lookup.employer(Fixture.registration(1))

  private static func slice(_ batch: UInt64, waitsFor lookups: Set<Lookup>) -> PendingSlice {
    PendingSlice(
      slice: Slice(batch: Id128(high: 0, low: batch), after: "", rows: []),
      employers: [Fixture.registration(batch)], waits: lookups)
  }

  @Test func `a slice is complete with its last lookup`() {
    let other = Lookup.employer(Fixture.registration(2))
    var slices = ImportSlices()
    slices.wait(Self.slice(1, waitsFor: [Self.lookup, other]))
    #expect(!slices.hasReady && slices.nextReady() == nil)
    #expect(slices.receive(.employer(Fixture.registration(1), nil)).isEmpty)
    #expect(slices.batches(waitingFor: other) == [Id128(high: 0, low: 1)])
    let complete = slices.receive(.employer(Fixture.registration(2), nil))
    #expect(complete.map(\.slice.batch) == [Id128(high: 0, low: 1)])
    #expect(complete.first?.found.absentEmployers.count == 2)
    #expect(slices.hasReady)
  }

  @Test func `of slices that are ready the first import's goes first, one in a turn`() throws {
    var slices = ImportSlices()
    for batch in [2, 1] { slices.wait(Self.slice(UInt64(batch), waitsFor: [])) }
    let first = try #require(slices.nextReady())
    #expect(first.slice.batch == Id128(high: 0, low: 1))
    slices.begin(first.slice.batch)
    #expect(slices.isTurnUsed && !slices.isPending(first.slice.batch))
    slices.beginTurn()
    #expect(!slices.isTurnUsed && slices.nextReady() != nil)
  }

  @Test(
    arguments: [(1, 1), (SliceTrail.aheadMax, 1), (SliceTrail.aheadMax + 1, 2)]
      as [(Int, UInt64)])
  func `a slice is read once the books have the operation so many slices back`(
    moves: Int, first: UInt64
  ) {
    var slices = ImportSlices()
    let batch = Id128(high: 0, low: 1)
    #expect(slices.restsOn(batch) == nil)
    for sequence in 1...moves { slices.advance(batch, UInt64(sequence)) }
    #expect(slices.restsOn(batch) == first)
    slices.end(batch)
    #expect(slices.restsOn(batch) == nil)
  }
}
