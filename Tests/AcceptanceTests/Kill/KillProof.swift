import Foundation
import Testing

/// Server, bank and clients, killed at random moments, alone and together, lose nothing that they
/// acknowledged and pay nothing twice (R1, R9, R11).
@Suite(.serialized) struct KillProof {
  /// The number of kills in an ordinary run of the tests; `PROVE_KILLS` sets another.
  static let usual = 15

  @Test(.timeLimit(.minutes(30)))
  func `killed under load, no acknowledged call is lost or done twice`()
    async throws
  {
    let wanted = ProcessInfo.processInfo.environment["PROVE_KILLS"].flatMap { Int($0) }
    let rounds = max(1, wanted ?? Self.usual)
    let seed =
      ProcessInfo.processInfo.environment["PROVE_SEED"].flatMap { UInt64($0) } ?? 20_261_123
    let (survived, log) = try await onThread {
      var run = try KillRun(rounds: rounds, seed: seed)
      let survived = try run.run()
      return (survived, run.log)
    }
    for line in log.suffix(1) { print(line) }
    print("figure kills \(survived)/\(rounds)")
    #expect(survived == rounds)
  }
}
