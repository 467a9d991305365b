import Protocol
import Testing
import Transport

/// Requests for thousands of employers that are not in memory, all at once; and the limits of
/// waiting requests.
@Suite(.serialized) struct ColdTests {
  /// The number of employers, in an ordinary run and with `PROVE_TROUBLE`.
  static let usual = 1_000
  static let full = 10_000
  /// The server's limits of waiting requests: in all, of a connection and of a session.
  static let waitsMax = 10_000
  static let connectionWaitsMax = 64
  static let sessionWaitsMax = 32
  /// A deadline longer than the slowest machine takes to begin all waits, in ms.
  static let waitMs: UInt32 = 300_000

  @Test(.timeLimit(.minutes(10)))
  func `cold employers asked for at once are all answered, each with its own`() async throws {
    let employers = TroubleProof.isFull ? Self.full : Self.usual
    try await onThread {
      try Self.with(employers) { rig in
        let cold = try TroubleProof.residentMiB(rig.serverID)
        #expect(try ServerCounters.read(rig)["residents"] == 0)
        let crowd = try CrowdRig(
          .unix(path: rig.data + "/officer.sock"), calls: employers)
        let calls = (0..<employers).map {
          CrowdCall(
            session: ColdFixture.token($0), request: .todo(.list(TodoFilter())), timeoutMs: 60_000)
        }
        let begun = MonotonicTime.now()
        crowd.ask(calls)
        let state = try crowd.wait { $0.answered == employers }
        let took = MonotonicTime.now() - begun
        crowd.stop()
        #expect(state.errors.isEmpty, "\(state.errors.values.first?.reason ?? "")")
        let right = (0..<employers).filter { place in
          guard let list = state.replies[place] as? TodoList else { return false }
          return list.todos.map(\.notice) == [ColdFixture.notice(place)]
        }
        let counters = try ServerCounters.read(rig)
        #expect(counters["residents"] == UInt64(employers) && counters["parked"] == 0)
        let memory = try TroubleProof.residentMiB(rig.serverID, "VmHWM")
        TroubleProof.measured(
          "cold: \(employers) employers at once in \(took) ms; memory \(cold) MiB before,"
            + " at most \(memory) MiB")
        TroubleProof.figure("cold", right.count, of: employers)
        #expect(right.count == employers)
      }
    }
  }

  @Test(.timeLimit(.minutes(10)))
  func `ten thousand waits are kept, the next one is refused and was not started`() async throws {
    try await onThread {
      let most = Self.waitsMax
      try Self.with(most / Self.sessionWaitsMax + 2) { rig in
        let crowd = try CrowdRig(
          .unix(path: rig.data + "/officer.sock"), calls: most, each: Self.connectionWaitsMax)
        let now = TroubleProof.wallMilliseconds
        func call(_ number: Int) throws -> CrowdCall {
          let key = Id128(millis: now, randomA: 0, randomB: UInt64(number))
          return CrowdCall(
            session: ColdFixture.token(number / Self.sessionWaitsMax),
            request: .pay(.status(PaymentStatusRequest(key: key, wait: true))),
            timeoutMs: Self.waitMs)
        }
        let begun = MonotonicTime.now()
        crowd.ask(try (0..<most).map(call))
        var parked: UInt64 = 0
        try eventually("all wait", within: UInt64(Self.waitMs)) {
          parked = try #require(try ServerCounters.read(rig)["parked"])
          return parked == UInt64(most)
        }
        let took = MonotonicTime.now() - begun

        let one = try rig.connectOfficer()
        let last = try call(most + Self.sessionWaitsMax)
        do {
          _ = try one.ask(last.request, as: last.session, timeoutMs: Self.waitMs)
          Issue.record("one too many was let in")
        } catch NoReply.refused(let error) {
          #expect(error.reason == "EXHAUSTED" && error.outcome == .notStarted)
          #expect(error.retry == .after)
        }
        // Closed connections make room at once.
        let memory = try TroubleProof.residentMiB(rig.serverID, "VmHWM")
        crowd.stop()
        try eventually("none waits") { try ServerCounters.read(rig)["parked"] == 0 }
        one.close()
        TroubleProof.measured("waiting: \(most) in \(took) ms; memory at most \(memory) MiB")
        TroubleProof.figure("waits", Int(parked), of: most)
      }
    }
  }

  private static func with(_ employers: Int, _ body: (ServerRig) throws -> Void) throws {
    let rig = try ServerRig("cold", options: ["--connections", "2000"], isAlone: true)
    try withRig(rig) {
      try ColdFixture(employers: employers).found(rig)
      try rig.startServer()
      try body(rig)
      #expect(try rig.stopServer() == 0)
      try rig.daemon(["verify", "--data", rig.data])
    }
  }
}
