import Protocol
import Testing

@testable import Commands

/// `start` takes the result at once, and returns it when waited for.
extension ScriptedCalls {
  func start(
    _ request: Request, _ terms: CallTerms
  ) throws(CallFailure) -> () throws(CallFailure) -> any Message {
    let answer: CallResult
    do throws(CallFailure) { answer = .success(try send(request, terms)) } catch {
      answer = .failure(error)
    }
    return { () throws(CallFailure) in try answer.get() }
  }
}

/// Several parts of an import in flight at a time.
@Suite struct PartWindowTests {
  private static let batch = Id128(high: 7, low: 7)
  private static let perPart = 1_500

  private static func state(_ phase: ImportPhase, parts: UInt64 = 0) -> ScriptedCalls.CallResult {
    .success(
      ImportState(
        batch: batch, phase: phase, lines: 1, received: 1, parts: parts, total: 0, sum: 0,
        problems: 0, applied: 0, rejected: 0))
  }

  /// Writes an import file of `lines` withdrawals.
  private static func file(_ rig: CommandRig, lines: Int) throws -> String {
    let text = (1...lines).map { number in
      "{\"withdraw\":{\"notice\":\"N\(number)\",\"registration\":\"10113702020000000001\"}}"
    }
    return try rig.file("notices.jsonl", text.joined(separator: "\n") + "\n")
  }

  private static func indices(_ calls: ScriptedCalls) -> [UInt64] {
    calls.asked.compactMap {
      if case .imports(.part(let part)) = $0.request { part.index } else { nil }
    }
  }

  @Test func `parts leave in order and each once`() throws {
    let rig = try CommandRig()
    let path = try Self.file(rig, lines: 20 * Self.perPart)
    let answers =
      [Self.state(.open), Self.state(.open)] + (1...40).map { Self.state(.open, parts: $0) }
    _ = rig.run("officer import \(path) --no-wait", answers)
    let indices = Self.indices(rig.calls)
    #expect(indices.count > 2 * PartWindow.partsMax)
    #expect(indices == (0..<UInt64(indices.count)).map { $0 })
    #expect(
      rig.calls.methods.first == ImportMethods.begin.method
        && rig.calls.methods.last == ImportMethods.commit.method)
  }

  @Test func `a part that failed is sent again, and those behind it after it`() throws {
    let rig = try CommandRig()
    let path = try Self.file(rig, lines: 3 * Self.perPart)
    let answers = [
      Self.state(.open), Self.state(.open), Self.state(.open, parts: 1), CommandFixtures.lost,
      CommandFixtures.refused("IMPORT_GAP"), Self.state(.open, parts: 2),
      Self.state(.open, parts: 3),
    ]
    let more = (4...9).map { Self.state(.open, parts: $0) } + [Self.state(.committed)]
    _ = rig.run("officer import \(path) --no-wait", answers + more)
    let indices = Self.indices(rig.calls)
    let last = indices.max() ?? 0
    #expect(last >= 2)
    #expect(indices == Array(0...last) + Array(1...last))
    #expect(rig.calls.methods.last == ImportMethods.commit.method)
  }
}
