import Protocol
import Terminal

/// The parts of an import in flight, in order: the server checks one while the client makes and
/// sends the next.
struct PartWindow {
  /// The most parts in flight. Each may be 64 KiB; more were not faster.
  static let partsMax = 8
  /// The time allowed to make a part durable, ms.
  private static let timeoutMs: UInt32 = 60_000

  private struct PartInFlight {
    let part: ImportPart
    /// Blocks for the reply; nil where the part could not be sent.
    let answer: (() throws(CallFailure) -> any Message)?
  }

  private let run: Run
  private var parts: [PartInFlight] = []

  init(_ run: Run) { self.run = run }

  /// Whether `takeFirst` must be called before another part is sent.
  var isFull: Bool { parts.count >= Self.partsMax }

  /// Sends a part. A failure is found by `takeFirst`.
  mutating func send(_ part: ImportPart) {
    parts.append(PartInFlight(part: part, answer: start(part)))
  }

  private func start(_ part: ImportPart) -> (() throws(CallFailure) -> any Message)? {
    do {
      return try run.calls().start(.imports(.part(part)), CallTerms(timeoutMs: Self.timeoutMs))
    } catch {
      return nil
    }
  }

  /// Waits for the first part and returns the import's state after it; nil where no part is in
  /// flight. Where the part failed, the server has refused those behind it: all are sent again, one
  /// by one.
  mutating func takeFirst() throws(ErrorReport) -> ImportState? {
    guard let first = parts.first else { return nil }
    if let state = answered(first) {
      parts.removeFirst()
      return state
    }
    var state: ImportState?
    while let next = parts.first {
      state = try sent(next.part)
      parts.removeFirst()
    }
    return state
  }

  private func answered(_ inFlight: PartInFlight) -> ImportState? {
    guard let answer = inFlight.answer else { return nil }
    do throws(CallFailure) {
      return try answer() as? ImportState
    } catch {
      return nil
    }
  }

  /// Sends a part and waits for it. It is repeated where it may have arrived: the server answers a
  /// part that it has as it did the first time.
  private func sent(_ part: ImportPart) throws(ErrorReport) -> ImportState {
    for _ in 0..<3 {
      switch try run.exchange(ImportMethods.part, part, timeoutMs: Self.timeoutMs) {
      case .success(let state): return state
      case .failure(.closed), .failure(.unsent(.closed)), .failure(.unsent(.draining)):
        try run.calls().reconnect()
      case .failure(.answered(_, let error)) where error.reason == CallError.Reason.connectionLost:
        try run.calls().reconnect()
      case .failure(.answered(_, let error)) where error.retry == .after:
        run.environment.pause(UInt64(error.retryAfterMs))
      case .failure(let failure): throw try run.report(failure)
      }
    }
    throw ErrorReport(
      .temporary, code: "import.interrupted",
      what: Phrase("导入中断，可用 --batch 继续", "the import was interrupted; go on with --batch"))
  }
}
