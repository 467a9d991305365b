import Protocol
import Transport

/// A call and who asks.
struct CrowdCall: Sendable {
  let session: SessionToken
  let request: Request
  var key: Id128?
  var timeoutMs: UInt32 = 0
}

/// What the test's thread sees.
struct CrowdState: Sendable {
  var opened = 0
  /// By the call's place.
  var replies: [Int: any Message] = [:]
  /// By the call's place.
  var errors: [Int: CallError] = [:]
  var failure: String?

  var answered: Int { replies.count + errors.count }
}

/// A crowd that is connected.
struct CrowdRig {
  private let loop: Loop<CrowdLoop>
  private let state: Monitor<CrowdState>

  /// Connects as many as so many calls need, `each` on a connection.
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

  /// Sends all calls, in one turn of the loop.
  func ask(_ calls: [CrowdCall]) { loop.post(.ask(calls)) }

  /// Waits until the answers are as they should be.
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
