import Fixtures
import Protocol
import Transport

/// The batch of an import and its last state, shared by workloads and benchmark.
struct ImportProgress: Sendable {
  var batch: Id128?
  var state: ImportState?

  /// Stores the state in an answer; false where the answer is wrong, or lines were rejected.
  mutating func absorb(_ response: InboundResponse) -> Bool {
    guard response.status == .ok else { return false }
    do throws(Malformed) {
      let state = try decode(ImportState.self, from: response.body)
      (batch, self.state) = (state.batch, state)
      return state.problems == 0 && state.rejected == 0
    } catch {
      return false
    }
  }
}

/// `import.show`, once.
final class ImportStateWorkload: Workload {
  private let progress: Lock<ImportProgress>

  init(_ progress: Lock<ImportProgress>) { self.progress = progress }

  func calls(_ unit: Int) -> [LoadCall]? {
    guard unit == 0, let batch = progress.withLock({ $0.batch }) else { return nil }
    let body = Request.imports(.show(ImportReference(batch: batch, after: 0))).encoded()
    return [LoadCall(method: ImportMethods.show.method, body: body)]
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    progress.withLock { $0.absorb(response) }
  }
}

/// `import.begin`, once.
final class ImportBeginWorkload: Workload {
  private let begin: ImportBegin
  private let progress: Lock<ImportProgress>
  private var keys = KeyMaker(ahead: 298_000)

  init(_ begin: ImportBegin, _ progress: Lock<ImportProgress>) {
    self.begin = begin
    self.progress = progress
  }

  func calls(_ unit: Int) -> [LoadCall]? {
    guard unit == 0 else { return nil }
    let body = Request.imports(.begin(begin)).encoded()
    return [LoadCall(method: ImportMethods.begin.method, meta: Meta(key: keys.key()), body: body)]
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    progress.withLock { $0.absorb(response) }
  }
}

/// `import.part` for each part of a file in order, several under way, then `import.commit`. A unit
/// is one call.
final class ImportWorkload: Workload {
  private let parts: [[UInt8]]
  private let progress: Lock<ImportProgress>

  init(_ parts: [[UInt8]], _ progress: Lock<ImportProgress>) {
    self.parts = parts
    self.progress = progress
  }

  func calls(_ unit: Int) -> [LoadCall]? {
    if unit < parts.count {
      return [LoadCall(method: ImportMethods.part.method, body: parts[unit])]
    }
    guard unit == parts.count, let batch = progress.withLock({ $0.batch }) else { return nil }
    let body = Request.imports(.commit(ImportReference(batch: batch, after: 0))).encoded()
    return [LoadCall(method: ImportMethods.commit.method, body: body)]
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    progress.withLock { $0.absorb(response) }
  }
}

/// An officer's file with `realm.notices` notices for each employer, numbered from `firstNotice`.
struct ImportParts: Sendable {
  private static let recordsOfPart = 150

  private let realm: RealmFixture
  private let firstNotice: Int

  init(_ realm: RealmFixture, firstNotice: Int) {
    self.realm = realm
    self.firstNotice = firstNotice
  }

  private var records: Int { realm.employers * realm.notices }

  func begin() -> ImportBegin {
    let total = RealmFixture.amount(lines: realm.lines).fen * Int64(records)
    return ImportBegin(name: "bench.jsonl", lines: UInt64(records), total: total)
  }

  /// Returns the bodies of the parts' requests.
  func parts(of batch: Id128) -> [[UInt8]] {
    stride(from: 0, to: records, by: Self.recordsOfPart).map { first in
      let range = first..<min(records, first + Self.recordsOfPart)
      let records = range.map { line in
        ImportRecord(line: UInt64(line + 1), notice: notice(line))
      }
      let index = UInt64(first / Self.recordsOfPart)
      return Request.imports(.part(ImportPart(batch: batch, index: index, records: records)))
        .encoded()
    }
  }

  private func notice(_ line: Int) -> NoticeRecord {
    let employer = line / realm.notices
    let lines = (1...Int64(realm.lines)).map { place in
      let fen = RealmFixture.lineAmount(place)
      return FileFixture.line(fen: fen, personal: place % 2 == 0, heads: 12, base: fen * 6)
    }
    return FileFixture.notice(
      RealmFixture.notice(employer, firstNotice + line % realm.notices).text,
      of: UInt64(employer + 1),
      sequential: false, due: "2026-12-31", lines: lines)
  }
}
