import Protocol
import Transport

/// What an import's script tells its benchmark.
struct ImportProgress: Sendable {
  var batch: Id128?
  var state: ImportState?

  /// Takes an answer in; false where it is not what it should be.
  mutating func take(_ response: InboundResponse) -> Bool {
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

/// Asks where an import stands, once.
final class ImportStateScript: Script {
  private let progress: Lock<ImportProgress>

  init(_ progress: Lock<ImportProgress>) { self.progress = progress }

  func calls(_ unit: Int) -> [Call]? {
    guard unit == 0, let batch = progress.withLock({ $0.batch }) else { return nil }
    let body = Request.importShow(ImportReference(batch: batch, after: 0)).encoded()
    return [Call(method: .importShow, body: body)]
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    progress.withLock { $0.take(response) }
  }
}

/// An officer's file of notices: begin, its parts one after another, commit. A unit is one call.
final class ImportScript: Script {
  private let town: Town
  private let firstNotice: Int
  private let progress: Lock<ImportProgress>
  private let perPart = 150
  private var keys = KeyMaker(ahead: 298_000)

  /// Notices for every employer of a town, which has `firstNotice` of them already.
  init(_ town: Town, firstNotice: Int, _ progress: Lock<ImportProgress>) {
    self.town = town
    self.firstNotice = firstNotice
    self.progress = progress
  }

  private var records: Int { town.employers * town.notices }
  private var parts: Int { (records + perPart - 1) / perPart }

  func calls(_ unit: Int) -> [Call]? {
    do {
      guard let batch = progress.withLock({ $0.batch }) else {
        guard unit == 0 else { return nil }
        let total = try Town.amount(lines: town.lines).fen * Int64(records)
        let begin = ImportBegin(name: "bench.jsonl", lines: UInt64(records), total: total)
        return [call(.importBegin, Request.importBegin(begin))]
      }
      if unit <= parts { return [call(.importPart, try part(unit - 1, batch))] }
      guard unit == parts + 1 else { return nil }
      return [call(.importCommit, .importCommit(ImportReference(batch: batch, after: 0)))]
    } catch {
      return nil
    }
  }

  func isRight(_ unit: Int, _ place: Int, _ response: InboundResponse) -> Bool {
    progress.withLock { $0.take(response) }
  }

  private func call(_ method: Method, _ request: Request) -> Call {
    let key = method.idempotency == .keyed ? keys.key() : nil
    return Call(method: method, meta: Meta(key: key), body: request.encoded())
  }

  private func part(_ index: Int, _ batch: Id128) throws -> Request {
    let range = index * perPart..<min(records, (index + 1) * perPart)
    let records = try range.map { line in
      ImportRecord(line: UInt64(line + 1), notice: try notice(line))
    }
    return .importPart(ImportPart(batch: batch, index: UInt64(index), records: records))
  }

  private func notice(_ line: Int) throws -> NoticeRecord {
    let employer = line / town.notices
    let lines = (1...Int64(town.lines)).map { place in
      LineRecord(
        item: "102010101", itemName: "职工基本养老保险（单位缴纳）", levyName: "企业职工基本养老保险费",
        personal: place % 2 == 0, from: "2026-10", through: "2026-10", heads: 12,
        base: Town.lineAmount(place) * 6, rate: 160_000, amount: Town.lineAmount(place),
        lateFee: 2, deferrableUntil: "", policy: "")
    }
    return NoticeRecord(
      notice: try Town.notice(employer, firstNotice + line % town.notices).text, version: 1,
      registration: try Town.registration(employer).text, agency: "9876543210123456789",
      unit: "370200001", office: "13702030000", sequential: false, special: false,
      due: "2026-12-31", total: try Town.amount(lines: town.lines).fen, lines: lines)
  }
}
