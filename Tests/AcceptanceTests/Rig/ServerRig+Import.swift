import Fixtures
import Protocol
import Transport

extension ServerRig {
  /// Imports a file as an officer does, and waits until every line is applied.
  ///
  /// - Throws: `RigFailure` where a line is rejected, or after 30 s.
  func file(_ lines: [FileLine]) throws {
    let records = FileLine.records(lines)
    let officer = try connectOfficer()
    defer { officer.close() }
    let total = lines.reduce(0) { $0 + $1.fen }
    let begin = ImportBegin(name: "fixture", lines: UInt64(records.count), total: total)
    guard
      let opened = try officer.ask(.imports(.begin(begin)), key: newKey(officer)) as? ImportState
    else { throw RigFailure("import.begin") }
    var index: UInt64 = 0
    var rest = records[...]
    while !rest.isEmpty {
      let part = ImportPart(batch: opened.batch, index: index, records: Array(rest.prefix(100)))
      _ = try officer.ask(.imports(.part(part)), key: newKey(officer))
      rest = rest.dropFirst(100)
      index += 1
    }
    let batch = ImportReference(batch: opened.batch, after: 0)
    _ = try officer.ask(.imports(.commit(batch)), key: newKey(officer))
    let deadline = MonotonicTime.now() + 30_000
    while true {
      guard let state = try officer.ask(.imports(.show(batch))) as? ImportState else {
        throw RigFailure("import.show")
      }
      if state.phase == .applied {
        guard state.rejected == 0 else { throw RigFailure("\(state.rejected) lines rejected") }
        return
      }
      guard MonotonicTime.now() < deadline else { throw RigFailure("the import did not end") }
      Pause.sleep(10)
    }
  }
}
