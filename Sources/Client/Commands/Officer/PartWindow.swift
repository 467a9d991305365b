import Protocol
import Terminal

/// The parts of an import that are on their way, in order: the server checks one while the next are
/// made and sent.
struct PartWindow {
  /// The most parts on their way. Each may be 64 KiB; more gained nothing.
  static let partsMax = 8
  /// How long the server may take to make a part durable, in milliseconds.
  private static let timeoutMs: UInt32 = 60_000

  private struct OnItsWay {
    let part: ImportPart
    /// Blocks for the answer; nil where the part could not be sent.
    let answer: (() throws(CallFailure) -> any Message)?
  }

  private let run: Run
  private var parts: [OnItsWay] = []

  init(_ run: Run) { self.run = run }

  /// Whether the first must be taken before another is sent.
  var isFull: Bool { parts.count >= Self.partsMax }

  /// Sends a part. What goes wrong is found when its turn to be taken comes.
  mutating func send(_ part: ImportPart) {
    parts.append(OnItsWay(part: part, answer: start(part)))
  }

  private func start(_ part: ImportPart) -> (() throws(CallFailure) -> any Message)? {
    do {
      return try run.calls().start(.imports(.part(part)), CallTerms(timeoutMs: Self.timeoutMs))
    } catch {
      return nil
    }
  }

  /// Where the import stands after the first part on its way; nil where there is none. Where that
  /// part failed, the server has refused those behind it: all are sent again, one by one.
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

  private func answered(_ onItsWay: OnItsWay) -> ImportState? {
    guard let answer = onItsWay.answer else { return nil }
    do throws(CallFailure) {
      return try answer() as? ImportState
    } catch {
      return nil
    }
  }

  /// One part; a part that may have arrived is sent again, which the server answers as it did.
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
