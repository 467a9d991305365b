import Protocol
import Transport

/// Many calls at once over many connections, and what became of each.
final class Crowd: LoopDelegate {
  /// A call and who asks.
  struct Call: Sendable {
    let session: SessionToken
    let request: Request
    var key: Id128?
    var timeoutMs: UInt32 = 0
  }

  enum Mail: Sendable {
    case connect(Endpoint, Int)
    case ask([Call])
  }

  /// What the test's thread sees.
  struct State: Sendable {
    var opened = 0
    /// By the call's place.
    var replies: [Int: any Message] = [:]
    /// By the call's place.
    var errors: [Int: CallError] = [:]
    var stumble: String?

    var answered: Int { replies.count + errors.count }
  }

  private let loop: Loop<Crowd>
  private let state: Monitor<State>
  /// Calls of one connection.
  private let each: Int
  private var links: [ConnectionID] = []
  private var places: [ConnectionID: [UInt64: (Int, Method)]] = [:]

  private init(_ loop: Loop<Crowd>, _ state: Monitor<State>, each: Int) {
    self.loop = loop
    self.state = state
    self.each = each
  }

  func helloForAccepted() -> Hello { Self.hello }
  func opened(_ connection: ConnectionID, peer: Peer) {}

  private static let hello = Hello(
    software: "crowd", version: "1", realm: Id128(high: 0, low: 0), schemaHash: .zero,
    serverTimeMs: 0)

  func mail(_ mail: [Mail]) {
    for letter in mail {
      switch letter {
      case .connect(let endpoint, let count):
        for _ in 0..<count { links.append(loop.connect(endpoint, hello: Self.hello)) }
      case .ask(let calls):
        for (place, call) in calls.enumerated() { send(place, call) }
      }
    }
  }

  private func send(_ place: Int, _ call: Call) {
    let link = links[place / each]
    do throws(SendRefusal) {
      let stream = try loop.call(
        link, method: call.request.method.number,
        meta: Meta(session: call.session, key: call.key),
        body: call.request.encoded(), timeoutMs: call.timeoutMs)
      places[link, default: [:]][stream] = (place, call.request.method)
    } catch {
      state.change { $0.stumble = "call \(place) was not sent: \(error)" }
    }
  }

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    switch event {
    case .opened: state.change { $0.opened += 1 }
    case .response(let response): answered(connection, response)
    case .request, .item, .heartbeat, .cancelled, .creditGranted, .goneAway, .pong, .drained,
      .ended:
      break
    }
  }

  private func answered(_ connection: ConnectionID, _ response: InboundResponse) {
    guard let (place, method) = places[connection]?.removeValue(forKey: response.stream) else {
      return state.change { $0.stumble = "an answer that nobody asked for" }
    }
    if let error = response.error { return state.change { $0.errors[place] = error } }
    do {
      let reply = try method.reply(response.body)
      state.change { $0.replies[place] = reply }
    } catch {
      state.change { $0.stumble = "\(error)" }
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    guard reason != .stopped else { return }
    state.change { $0.stumble = "a connection closed: \(reason)" }
  }

  // MARK: the test's thread

  /// A crowd that is connected.
  struct Handle {
    private let loop: Loop<Crowd>
    private let state: Monitor<State>

    /// Connects as many as so many calls need, `each` on a connection.
    init(
      _ endpoint: Endpoint, calls: Int, each: Int = Int(Limits.concurrentCalls)
    ) throws {
      loop = Loop<Crowd>()
      state = Monitor(State())
      loop.start(name: "crowd", delegate: Crowd(loop, state, each: each))
      let all = (calls + each - 1) / each
      for start in stride(from: 0, to: all, by: 32) {
        loop.post(.connect(endpoint, min(32, all - start)))
        try wait { $0.opened >= min(all, start + 32) }
      }
    }

    /// Sends all calls, in one turn of the loop.
    func ask(_ calls: [Call]) { loop.post(.ask(calls)) }

    /// Waits until the answers are as they should be.
    @discardableResult
    func wait(_ isSo: (State) -> Bool) throws -> State {
      let found = state.wait(until: MonotonicTime.now() + 120_000) { state in
        state.stumble != nil || isSo(state) ? state : nil
      }
      guard let found, found.stumble == nil else {
        throw Stumble("the crowd: \(found?.stumble ?? "\(state.look { $0.answered }) answers")")
      }
      return found
    }

    func stop() {
      loop.stop()
      loop.join()
    }
  }
}
