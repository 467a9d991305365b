import Foundation
import Protocol
import TestFolders
import Testing

@testable import Lab

/// Every sequence of arrivals about one reference at a bank, with every fault.
///
/// `PROVE_ARRIVALS=all` runs sequences of up to five arrivals, with a fault of up to four; without
/// it, all of up to three.
@Suite struct ArrivalProof {
  enum Arrival: CaseIterable {
    /// The debit, for the first time or again.
    case debit
    /// The settle (the server asks for the outcome).
    case settle
    /// The debit, received in the turn in which its connection is lost.
    case debitAtDrop
    /// The settle, received in the turn in which its connection is lost.
    case settleAtDrop
    /// The loss of the connection with all acknowledgements under way, and a new connection.
    case drop
    /// A kill and a restart of the bank's process.
    case restart
    /// The acknowledgement of every report under way.
    case acknowledge
  }

  private static let faults = [
    "", "silent*1", "twice*1", "delay=1500*1", "refuse=24006*1", "cut=before-taking*1",
    "cut=after-taking*1", "cut=after-doing*1",
  ]

  private static func sequences(_ length: Int) -> [[Arrival]] {
    guard length > 0 else { return [[]] }
    let shorter = sequences(length - 1)
    return shorter
      + shorter.filter { $0.count == length - 1 }.flatMap { head in
        Arrival.allCases.map { head + [$0] }
      }
  }

  @Test func `in every order of arrival money moves at most once and settles agree`() throws {
    let asked = ProcessInfo.processInfo.environment["PROVE_ARRIVALS"]
    let all = Self.faults.flatMap { fault in
      Self.sequences(asked == nil ? 3 : fault.isEmpty ? 5 : 4).map { (fault, $0) }
    }
    let wanted = min(asked.flatMap(Int.init) ?? all.count, all.count)
    let folder = try TemporaryFolder(inMemory: true)
    let amount: Int64 = 100
    let rig = try BankRig(folder, balance: Int64(wanted) * amount)
    var proved = 0
    for (number, (fault, sequence)) in all.prefix(wanted).enumerated() {
      let problem = try Self.problem(rig, UInt64(number + 1), fault, sequence, amount)
      if let problem {
        Issue.record("\(fault) \(sequence): \(problem)")
      } else {
        proved += 1
      }
    }
    #expect(try rig.partner.books.sums().isBalanced)
    print("figure arrivals \(proved)/\(wanted)")
  }

  private static func problem(
    _ rig: BankRig, _ reference: UInt64, _ fault: String, _ sequence: [Arrival],
    _ amount: Int64
  ) throws -> String? {
    rig.forget()
    try rig.faults(fault)
    let before = try rig.balance
    for arrival in sequence {
      rig.now += 1_000
      switch arrival {
      case .debit: try rig.deliver(rig.fixture.order(reference: reference, amount: amount))
      case .settle: try rig.deliver(rig.fixture.settle(reference: reference))
      case .debitAtDrop:
        let order = try rig.fixture.order(reference: reference, amount: amount)
        rig.partner.item(BankMethods.orders.method, encode(order))
        try rig.drop()
      case .settleAtDrop:
        rig.partner.item(
          BankMethods.settles.method, encode(rig.fixture.settle(reference: reference)))
        try rig.drop()
      case .drop: try rig.drop()
      case .restart: try rig.restart()
      case .acknowledge: try rig.answer()
      }
      let moved = try before - rig.balance
      if let problem = judged(rig, reference, moved, amount) { return problem }
    }
    // Every delay has passed: the last settle must report the final outcome, the same one twice.
    rig.now += 10_000
    try rig.turn()
    try rig.deliver(rig.fixture.settle(reference: reference))
    let last = rig.debitReports.last { $0.reference.low == reference }
    try rig.deliver(rig.fixture.settle(reference: reference))
    try rig.answer()
    let moved = try before - rig.balance
    if rig.debitReports.last(where: { $0.reference.low == reference }) != last {
      return "two settles differ"
    }
    if last?.outcome == .working { return "still working" }
    if (last?.outcome == .done) != (moved == amount) { return "the last settle is wrong" }
    return judged(rig, reference, moved, amount)
  }

  /// Returns the invariant that is broken after a step, or nil. Reports of earlier references,
  /// which a restart repeats, are left out.
  private static func judged(
    _ rig: BankRig, _ reference: UInt64, _ moved: Int64, _ amount: Int64
  ) -> String? {
    guard moved == 0 || moved == amount else { return "moved \(moved)" }
    let final = rig.debitReports.filter {
      $0.reference.low == reference && $0.outcome != .working
    }
    let done = final.filter { $0.outcome == .done }
    if !done.isEmpty, done.count != final.count { return "both done and not done were said" }
    if !done.isEmpty, moved != amount { return "done was said, nothing moved" }
    if !final.isEmpty, done.isEmpty, moved != 0 { return "not done was said, money moved" }
    if Set(done.map(\.receipt)).count > 1 { return "two receipts" }
    return nil
  }
}
