import Fixtures
import Protocol

@testable import Bureau

/// A rig with an officer, and books that return an import's lines in slices.
struct ImportRig {
  static let officer = EngineRig.From.credential(.officer("qingdao"))

  var base: EngineRig
  /// The most rows of a slice.
  var rowsMax: Int
  private var stored: [Id128: [SliceRow]] = [:]
  private var served = 0

  init(_ rig: EngineRig = EngineRig(), rowsMax: Int = Slice.rowsMax) {
    self.base = rig
    self.rowsMax = rowsMax
  }

  var state: State { base.engine.state }

  mutating func call(_ request: Request, key: Id128? = nil) -> EngineRig.Outcome {
    base.call(request, as: Self.officer, key: key)
  }

  mutating func begin(lines: Int, total: Int64) -> ImportState {
    let begin = ImportBegin(name: "十一月.jsonl", lines: UInt64(lines), total: total)
    return Fixture.sure(call(.imports(.begin(begin))).imported)
  }

  mutating func part(
    _ batch: Id128, _ index: UInt64, _ records: [ImportRecord]
  ) -> EngineRig.Outcome {
    call(.imports(.part(ImportPart(batch: batch, index: index, records: records))))
  }

  mutating func commit(_ batch: Id128) -> EngineRig.Outcome {
    call(.imports(.commit(ImportReference(batch: batch, after: 0))))
  }

  mutating func show(_ batch: Id128) -> ImportState {
    Fixture.sure(call(.imports(.show(ImportReference(batch: batch, after: 0)))).imported)
  }

  /// Stores an import's valid lines for slices to be read from.
  mutating func store(_ batch: Id128, _ lines: [FileLine]) {
    let rows = FileLine.records(lines).map { SliceRow(sortKey: ImportOrder.key($0), record: $0) }
    stored[batch] = rows.sorted { $0.sortKey < $1.sortKey }
  }

  /// Returns the next slice that the engine has asked for; nil if there is none.
  mutating func nextSlice() -> Slice? {
    guard served < base.slices.count else { return nil }
    let (batch, after, _) = base.slices[served]
    served += 1
    let rows = (stored[batch] ?? []).filter { $0.sortKey > after }.prefix(rowsMax)
    return Slice(batch: batch, after: after, rows: Array(rows))
  }

  /// Passes slices to the engine until it asks for none.
  mutating func drain() {
    while let slice = nextSlice() { base.work([.slice(slice)]) }
  }

  /// Sends a whole file in one part and commits it.
  mutating func send(_ lines: [FileLine]) -> Id128 {
    let batch = begin(lines: lines.count, total: lines.reduce(0) { $0 + $1.fen }).batch
    store(batch, lines)
    let records = FileLine.records(lines)
    var index: UInt64 = 0
    for start in stride(from: 0, to: records.count, by: 40) {
      _ = part(batch, index, Array(records[start..<min(start + 40, records.count)]))
      index += 1
    }
    _ = commit(batch)
    return batch
  }

  /// Imports a whole file. Returns its last state, and the problems found while it was applied.
  mutating func file(_ lines: [FileLine]) -> (ImportState, [ImportProblem]) {
    let before = base.entries.count
    let batch = send(lines)
    drain()
    var problems: [ImportProblem] = []
    for entry in base.entries[before...] {
      for case .imports(.importSliceApplied(let event)) in EngineRig.events(of: entry) {
        problems += event.problems
      }
    }
    return (show(batch), problems)
  }
}

extension EngineRig.Outcome {
  /// The reply as the state of an import; nil if it is none.
  var imported: ImportState? {
    message(ImportState.self)
  }
}
