import Protocol
import Transport

/// A call and the session that makes it.
struct CrowdCall: Sendable {
  let session: SessionToken
  let request: Request
  var key: Id128?
  var timeoutMs: UInt32 = 0
}

/// The answers of a crowd so far.
struct CrowdState: Sendable {
  var opened = 0
  /// By the call's index.
  var replies: [Int: any Message] = [:]
  /// By the call's index.
  var errors: [Int: CallError] = [:]
  var failure: String?

  var answered: Int { replies.count + errors.count }
}

/// Many connections that send many calls at once.
struct CrowdRig {
  private let loop: Loop<CrowdLoop>
  private let state: Monitor<CrowdState>

  /// Opens the connections, `each` calls on one, and waits until all are open.
  init(
    _ endpoint: Endpoint, calls: Int, each: Int = Int(Limits.concurrentCalls)
  ) throws {
    loop = Loop<CrowdLoop>()
    state = Monitor(CrowdState())
    loop.start(name: "crowd", delegate: CrowdLoop(loop, state, each: each))
    let all = (calls + each - 1) / each
    for start in stride(from: 0, to: all, by: 32) {
      loop.post(.connect(endpoint, min(32, all - start)))
      try wait { $0.opened >= min(all, start + 32) }
    }
  }

  /// Sends all calls in one turn of the loop.
  func ask(_ calls: [CrowdCall]) { loop.post(.ask(calls)) }

  /// Waits until a condition on the answers holds.
  ///
  /// - Throws: `RigFailure` where a connection fails, or after two minutes.
  @discardableResult
  func wait(_ isSo: (CrowdState) -> Bool) throws -> CrowdState {
    let found = state.wait(until: MonotonicTime.now() + 120_000) { state in
      state.failure != nil || isSo(state) ? state : nil
    }
    guard let found, found.failure == nil else {
      throw RigFailure("the crowd: \(found?.failure ?? "\(state.look { $0.answered }) answers")")
    }
    return found
  }

  func stop() {
    loop.stop()
    loop.join()
  }
}
