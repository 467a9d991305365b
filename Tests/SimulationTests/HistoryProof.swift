import Foundation
import Testing

/// Random histories of requests against the engine and the reference model.
///
/// PROVE_HISTORIES is the number of histories; HISTORY_SEED plays a single one and prints its
/// trace; HISTORY_TALLY prints the tally.
@Suite struct HistoryProof {
  private static let chunkCount = 4

  @Test func `histories end as the model says, and every invariant holds at every step`() async {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["HISTORY_SEED"].flatMap({ UInt64($0) }) {
      return Self.replay(seed)
    }
    let count = environment["PROVE_HISTORIES"].flatMap { UInt64($0) } ?? 2_000
    let (failures, tally) = await Self.play(1...max(1, count))
    print("figure histories \(count - UInt64(failures.count))/\(count)")
    if environment["HISTORY_TALLY"] != nil {
      for (name, seen) in tally.counts.sorted(by: { $0.value > $1.value }) { print(seen, name) }
    }
    for seed in failures.sorted().prefix(3) { Self.report(seed) }
    #expect(failures.isEmpty, "seeds: \(failures.sorted().prefix(20))")
    guard count >= 1_000 else { return }
    let missed = (Self.mustBeSeen + Tally.reports).filter { tally.counts[$0] == nil }
    #expect(missed.isEmpty, "the histories have become too tame: \(missed)")
  }

  /// Answers and states that the histories must have reached; without them the proof covers less
  /// than it claims.
  private static let mustBeSeen = [
    "payment requested", "payment handedOut", "payment succeeded", "payment failed",
    "payment unknown", "payment cancelled", "payment officer", "ended succeeded", "ended officer",
    "guess, 2 left", "guess, 1 left", "guess, 0 left", "stored answer", "agreement verifying",
    "agreement active", "agreement ending", "agreement ended", "NOT_SIGNED_IN", "NOTICE_NOT_FOUND",
    "NOTICE_CHANGED", "AMOUNT_DIFFERS", "ALREADY_DECLARED", "NOT_DECLARED", "NOT_VOIDABLE",
    "LINES_HELD", "ALREADY_PAID", "NOTHING_DUE", "OUT_OF_SEQUENCE", "SPECIAL_BY_AGREEMENT",
    "DEFERRAL_UNCONFIRMED", "LINE_NOT_DEFERRABLE", "PREVIEW_STALE", "BANK_NOT_CONNECTED",
    "AGREEMENT_NONE", "AGREEMENT_CHOICE", "AGREEMENT_NOT_FOUND", "AGREEMENT_NOT_USABLE",
    "AGREEMENT_EXISTS", "AGREEMENT_IN_USE", "AGREEMENT_INVALID", "PAYMENT_PASSWORD_NOT_SET",
    "PAYMENT_PASSWORD_NEEDED", "CONFIRMATION_NEEDED", "ORDER_NOT_FOUND", "ORDER_DIFFERS",
    "KEY_MISSING", "KEY_REUSED", "KEY_FROM_FUTURE", "KEY_MALFORMED",
  ]

  private static func play(_ seeds: ClosedRange<UInt64>) async -> ([UInt64], Tally) {
    await withTaskGroup(of: ([UInt64], Tally).self) { group in
      for chunk in 0..<UInt64(chunkCount) {
        group.addTask { Self.play(seeds, chunk) }
      }
      return await group.reduce(into: ([], Tally())) { all, part in
        all.0 += part.0
        all.1.add(part.1)
      }
    }
  }

  private static func play(_ seeds: ClosedRange<UInt64>, _ chunk: UInt64) -> ([UInt64], Tally) {
    var failures: [UInt64] = []
    var tally = Tally()
    for seed in seeds where seed % UInt64(chunkCount) == chunk {
      let played = History(seed: seed).played()
      if played.failure != nil { failures.append(seed) }
      tally.add(played.tally)
    }
    return (failures, tally)
  }

  private static func report(_ seed: UInt64) {
    let shrunk = History(seed: seed).shrunk()
    print("HISTORY_SEED=\(seed), \(shrunk.commands.count) steps are enough:\n\(shrunk.trace())")
  }

  private static func replay(_ seed: UInt64) {
    let history = History(seed: seed)
    print(history.trace())
    guard let failure = history.failure() else { return }
    report(seed)
    Issue.record("seed \(seed): \(failure)")
  }
}
