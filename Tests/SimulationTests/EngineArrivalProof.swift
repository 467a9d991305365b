import Foundation
import Protocol
import Testing

/// Every order of inputs about one payment, with several connections of its bank: reports on any of
/// them, connects and disconnects, credit, time, restarts, and crashes that lose what is not
/// durable.
///
/// `PROVE_ARRIVALS=all` runs all sequences of up to four inputs, each from three beginnings;
/// without it up to three.
@Suite struct EngineArrivalProof {
  private static let arrivals: [HistoryCommand] = [
    pay, .connect(bank: 0, credit: 1), .connect(bank: 0, credit: 0), .credit(bank: 0, 1),
    .disconnect(bank: 0), report(.done), report(.refused), report(.none), report(.working),
    .pass(milliseconds: 5_000), .pass(milliseconds: 10_000), .restart(signIn: true), .lag, .crash,
  ]

  private static let pay = HistoryCommand.pay(
    slot: 0, notice: 6, ticks: 0, fresh: true, .none, .none, .fitting)
  private static let declare = HistoryCommand.declare(slot: 0, notice: 6, .none)

  private static func report(_ outcome: DebitOutcome) -> HistoryCommand {
    .report(bank: 0, which: 0, outcome, .none)
  }

  /// A declared notice; a debit handed out; a debit of unknown outcome with a second connection.
  private static let beginnings: [[HistoryCommand]] = [
    [declare], [declare, .connect(bank: 0, credit: 1), pay],
    [
      declare, .connect(bank: 0, credit: 1), pay, .connect(bank: 0, credit: 1),
      .pass(milliseconds: 10_000),
    ],
  ]

  /// Returns all sequences of at most `length` arrivals.
  private static func sequences(upTo length: Int) -> [[HistoryCommand]] {
    guard length > 0 else { return [[]] }
    let shorter = sequences(upTo: length - 1)
    return shorter
      + shorter.filter { $0.count == length - 1 }.flatMap { head in arrivals.map { head + [$0] } }
  }

  @Test func `in every order of arrival a debit is sent once and its final status stays`() async {
    let isWhole = ProcessInfo.processInfo.environment["PROVE_ARRIVALS"] != nil
    let sequences = Self.sequences(upTo: isWhole ? 4 : 3)
    let all = Self.beginnings.flatMap { beginning in sequences.map { beginning + $0 } }
    let parts = 4
    let problems = await withTaskGroup(of: [String].self) { group in
      for part in 0..<parts {
        group.addTask {
          stride(from: part, to: all.count, by: parts).compactMap { Self.problem(all[$0]) }
        }
      }
      return await group.reduce(into: []) { $0 += $1 }
    }
    print("figure engine-arrivals \(all.count - problems.count)/\(all.count)")
    #expect(problems.isEmpty, "\(problems.prefix(3).joined(separator: "\n"))")
  }

  private static func problem(_ commands: [HistoryCommand]) -> String? {
    var player = Player(World(employers: [.plain(notices: [.plain(0)])]))
    do throws(Mismatch) {
      try player.play(commands)
      return nil
    } catch {
      return "\(commands): \(error)"
    }
  }
}
