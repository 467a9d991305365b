import Foundation
import Testing

/// Random histories of requests against the hall and the reference model.
///
/// PROVE_HISTORIES says how many; HISTORY_SEED plays one alone and prints what happens in it.
@Suite struct HistoryProof {
  private static let chunkCount = 4

  // rules: T1, T2, T3, T4, T5, T6, T8, T11, T12, T13, T14, A1, A2, A3, A4
  @Test func `histories end as the model says, and every invariant holds at every step`() async {
    let environment = ProcessInfo.processInfo.environment
    if let seed = environment["HISTORY_SEED"].flatMap({ UInt64($0) }) {
      return Self.replay(seed)
    }
    let count = environment["PROVE_HISTORIES"].flatMap { UInt64($0) } ?? 100
    let (failures, tally) = await Self.play(1...max(1, count))
    print("figure histories \(count - UInt64(failures.count))/\(count)")
    for (name, seen) in tally.counts.sorted(by: { $0.value > $1.value }) {
      print("  \(seen) \(name)")
    }
    for seed in failures.sorted().prefix(3) { Self.report(seed) }
    #expect(failures.isEmpty, "seeds: \(failures.sorted().prefix(20))")
  }

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
