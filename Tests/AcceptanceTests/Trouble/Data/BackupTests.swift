import Foundation
import Protocol
import Store
import Testing
import Transport

/// A backup of a server under load, and its restore (R25).
@Suite(.serialized) struct BackupTests {
  /// The number of notices that the clerk pays meanwhile, in an ordinary run and with
  /// `PROVE_TROUBLE`.
  static let usual = 40
  static let full = 2_000

  @Test(.timeLimit(.minutes(20)))
  func `a backup under load restores to a prefix of what was acknowledged`() async throws {
    let notices = TroubleProof.isFull ? Self.full : Self.usual
    try await onThread {
      let rig = try ServerRig("backup")
      try withRig(rig) {
        var clerk = try ClerkRig(rig, notices: notices)
        let copy = rig.folder + "/backup"
        let begun = MonotonicTime.now()
        let (said, before) = try Self.backUp(&clerk, to: copy)
        let took = MonotonicTime.now() - begun
        try Self.isServedByNobody(rig, copy)
        try Self.needsItsKeys(rig, copy)
        try Self.restored(rig, copy, &clerk, said, before)
        try clerk.worker.finish()
        try clerk.prove()
        TroubleProof.measured(
          "backup: \(notices) payments and three backups meanwhile in \(took) ms")
        TroubleProof.figure("backups", 3, of: 3)
      }
    }
  }

  /// Backs up three times while the clerk pays.
  ///
  /// - Returns: the last operation in the last copy, and the last durable one before that backup.
  private static func backUp(
    _ clerk: inout ClerkRig, to copy: String
  ) throws -> (end: Int64, before: UInt64) {
    let rig = clerk.rig
    let work = Monitor<Result<Worker, RigFailure>?>(nil)
    let worker = clerk.worker
    Thread.detachNewThread {
      var worker = worker
      do {
        try worker.work(0..<worker.errands.count)
        work.change { $0 = .success(worker) }
      } catch {
        work.change { $0 = .failure(RigFailure("\(error)")) }
      }
    }
    var before: UInt64 = 0
    for share in [1, 2, 3] as [UInt64] {
      // In the middle of the work each time: a notice makes two operations of the clerk and a
      // report.
      let least = UInt64(worker.errands.count) * share / 2
      try eventually("work is done", within: 600_000) { try durable(rig) >= least }
      before = try durable(rig)
      try rig.daemon(["backup", copy, "--data", rig.data])
    }
    let done = work.wait(until: MonotonicTime.now() + 600_000) { $0 }
    clerk.worker = try #require(done).get()
    let journal = try Database.open(path: copy + "/journal.db", mode: .readOnly)
    let end = try #require(try journal.number("SELECT max(sequence) FROM operation"))
    return (end, before)
  }

  private static func durable(_ rig: ServerRig) throws -> UInt64 {
    try #require(try ServerCounters.read(rig)["durable"])
  }

  private static func isServedByNobody(_ rig: ServerRig, _ copy: String) throws {
    let said = try rig.run(
      "shebaod", ["serve", "--data", copy, "--keys", rig.keys, "--listen", "127.0.0.1:0"],
      expecting: 70)
    #expect(said.contains("next: shebaod restore FROM --data DIR makes a realm of a backup"))
  }

  private static func needsItsKeys(_ rig: ServerRig, _ copy: String) throws {
    let said = try rig.run(
      "shebaod", ["restore", copy, "--data", rig.folder + "/nowhere"], expecting: 70)
    #expect(said.contains("next: name the folder that `shebaod keys export` wrote with --keys"))
  }

  /// Restores with exported keys: the journal is a prefix of the original, and books and answers
  /// follow from it.
  private static func restored(
    _ rig: ServerRig, _ copy: String, _ clerk: inout ClerkRig, _ end: Int64, _ before: UInt64
  ) throws {
    let (data, keys) = (rig.folder + "/restored", rig.folder + "/exported")
    try rig.daemon(["keys", "export", keys, "--data", rig.data, "--keys", rig.keys])
    try rig.daemon(["restore", copy, "--data", data, "--keys", keys])
    try rig.daemon(["verify", "--data", data])

    // The copy has every operation that was durable before the backup began.
    #expect(end >= Int64(before))
    let hash = "SELECT hex(hash) FROM operation WHERE sequence = \(end)"
    let journals = try [data, rig.data].map {
      try Database.open(path: $0 + "/journal.db", mode: .readOnly)
    }
    // The restore appends the operation that begins recovery.
    let last = try #require(try journals[0].number("SELECT max(sequence) FROM operation"))
    #expect(last > end)
    #expect(try journals[0].text(hash) == journals[1].text(hash))

    // It serves read-only: every payment in it is one that was acknowledged to the clerk.
    let (server, port) = try rig.serve(data, keys)
    let channel = try rig.connect(port)
    defer { channel.close() }
    let told = Set(clerk.worker.errands.flatMap(\.acknowledged))
    guard
      let list = try channel.ask(
        .pay(.list(PaymentFilter(notice: nil))), as: clerk.session) as? PaymentList
    else { throw RigFailure("pay.list") }
    #expect(!list.payments.isEmpty)
    #expect(list.payments.allSatisfy { told.contains($0.number) })
    let errand = clerk.worker.errands[0]
    let save = DeclareSave(notice: errand.notice, version: 1, amount: errand.amount)
    do {
      _ = try channel.ask(.declare(.save(save)), as: clerk.session, key: newKey(channel))
      Issue.record("a change was taken in recovery")
    } catch NoReply.refused(let error) {
      #expect(error.reason == "READ_ONLY")
    }
    try isUnknown(newKey(channel), channel, clerk.session)
    #expect(try server.stop() == 0)
    try saysHowItEnds(rig, data)
    try rig.daemon(["rebuild", "--data", data, "--keys", keys])
    try rig.daemon(["verify", "--data", data])
  }

  /// The commands printed after `next:` can be typed; a wrong count of unknown payments exits with
  /// 1.
  private static func saysHowItEnds(_ rig: ServerRig, _ data: String) throws {
    let shown = try rig.run("shebaod", ["recovery", "show", "--data", data], expecting: 1)
    #expect(shown.contains("next: shebaod recovery end --data \(data) --name OFFICER --unknown "))
    let end = ["recovery", "end", "--data", data, "--name", "o", "--unknown", "99999"]
    let refused = try rig.run("shebaod", end, expecting: 1)
    #expect(refused.contains("next: shebaod recovery show --data \(data)\n"))
  }

  /// A key made after the backup: its payment may have been debited (R-1205).
  private static func isUnknown(_ key: Id128, _ channel: Channel, _ session: SessionToken) throws {
    let status = PaymentStatusRequest(number: nil, key: key, wait: false)
    do {
      _ = try channel.ask(.pay(.status(status)), as: session)
      Issue.record("a payment that was lost was found")
    } catch NoReply.refused(let error) {
      #expect(error.reason == "KEY_IN_RECOVERY_GAP" && error.outcome == .unknown)
    }
  }
}
