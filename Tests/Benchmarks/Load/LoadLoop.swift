import Protocol
import TLS
import Transport

/// The messages posted to the load's loop by the main thread.
enum LoadMail: Sendable {
  case connect(LoadTarget)
  case bank(LoadTarget)
  case run(LoadPlan)
  case tick
}

/// The state of the load that the main thread waits for.
struct LoadState: Sendable {
  var connected = 0
  var isBankReady = false
  var outcome: Figures?
  var failure: String?
}

/// The load's side of the loop: keeps units under way and measures their latencies. The bank of the
/// payments runs on the same loop.
final class LoadLoop: LoopDelegate {
  private struct Pending {
    let unit: Int
    let place: Int
    let isLast: Bool
    let began: UInt64
  }

  private let loop: Loop<LoadLoop>
  private let state: Lock<LoadState>
  private let bell: Doorbell
  private let bank: LoadBank
  private var links: [ConnectionID] = []
  private var places: [ConnectionID: Int] = [:]
  private var pending: [[UInt64: Pending]] = []
  private var workload: (any Workload)?
  private var plan: LoadPlan?
  private var figures = Figures()
  private var began: UInt64 = 0
  private var next = 0
  private var active = 0
  private var turn = 0
  private var isExhausted = false

  init(loop: Loop<LoadLoop>, state: Lock<LoadState>, bell: Doorbell) {
    self.loop = loop
    self.state = state
    self.bell = bell
    bank = LoadBank(loop: loop)
  }

  static let hello = Hello(
    software: "shebao-bench", version: "1", realm: Id128(high: 0, low: 0), schemaHash: .zero,
    serverTimeMs: 0, initialCredit: LoadBank.window)

  func helloForAccepted() -> Hello { Self.hello }

  func opened(_ connection: ConnectionID, peer: Peer) {}

  func mail(_ mail: [LoadMail]) {
    for letter in mail {
      switch letter {
      case .connect(let way):
        let link = loop.connect(way.endpoint, tls: way.tls, hello: Self.hello)
        places[link] = links.count
        links.append(link)
        pending.append([:])
      case .bank(let way): bank.connect(way)
      case .run(let plan): begin(plan)
      case .tick: fill()
      }
    }
  }

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    guard connection != bank.connection else {
      bank.received(event)
      if case .opened = event { tell { $0.isBankReady = true } }
      return
    }
    switch event {
    case .opened: tell { $0.connected += 1 }
    case .response(let response): answered(connection, response)
    case .request, .item, .heartbeat, .cancelled, .creditGranted, .goneAway, .pong, .drained,
      .ended:
      break
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    tell { $0.failure = "a connection closed: \(reason)" }
  }

  // MARK: Units

  private func begin(_ plan: LoadPlan) {
    // The last workload hands over its results when it is freed, before the next one is made.
    workload = nil
    do {
      workload = try plan.workload()
    } catch {
      return tell { $0.failure = "\(error)" }
    }
    self.plan = plan
    figures = Figures()
    (next, active, turn, isExhausted) = (0, 0, 0, false)
    began = MonotonicClock.nanoseconds()
    fill()
    endIfDone()
  }

  /// Starts the units that are due: up to `inFlight`, or those that an open loop has planned by
  /// now.
  private func fill() {
    guard let plan else { return }
    let now = MonotonicClock.nanoseconds()
    let end = began + UInt64(plan.seconds * 1e9)
    while !isExhausted {
      let at: UInt64
      if let rate = plan.rate {
        at = began + UInt64(Double(next) / rate * 1e9)
        guard at < end else { isExhausted = true; break }
        guard at <= now else { return }
      } else {
        guard active < plan.inFlight else { return }
        guard now < end else { isExhausted = true; break }
        at = now
      }
      guard start(at) else { return }
    }
    endIfDone()
  }

  /// Starts the next unit; false where no connection has room for its calls.
  private func start(_ at: UInt64) -> Bool {
    guard let link = linkWithRoom() else { return false }
    guard let calls = workload?.calls(next) else {
      isExhausted = true
      return true
    }
    for (place, call) in calls.enumerated() {
      do throws(SendRefusal) {
        let stream = try loop.call(
          links[link], method: call.method.number, meta: call.meta, body: call.body,
          timeoutMs: call.timeout)
        pending[link][stream] = Pending(
          unit: next, place: place, isLast: place == calls.count - 1, began: at)
      } catch {
        tell { $0.failure = "a call was refused: \(error)" }
        return false
      }
    }
    next += 1
    active += 1
    return true
  }

  private func linkWithRoom() -> Int? {
    for _ in links.indices {
      turn = turn + 1 < links.count ? turn + 1 : 0
      if pending[turn].count + 2 <= Int(Limits.concurrentCalls) || pending[turn].isEmpty {
        return turn
      }
      if links.count == 1, pending[turn].count < Int(Limits.concurrentCalls) { return turn }
    }
    return nil
  }

  private func answered(_ connection: ConnectionID, _ response: InboundResponse) {
    guard let link = places[connection],
      let done = pending[link].removeValue(forKey: response.stream)
    else { return }
    if workload?.isRight(done.unit, done.place, response) != true { noteWrong(response) }
    guard done.isLast else { return }
    active -= 1
    figures.done += 1
    figures.latency.add(MonotonicClock.nanoseconds() - done.began)
    fill()
  }

  private func noteWrong(_ response: InboundResponse) {
    if figures.wrong == 0 {
      figures.firstWrong = "\(response.status) \(response.error?.text ?? "")"
    }
    figures.wrong += 1
  }

  private func endIfDone() {
    guard plan != nil, isExhausted, active == 0 else { return }
    figures.seconds = Double(MonotonicClock.nanoseconds() - began) / 1e9
    plan = nil
    let figures = figures
    tell { $0.outcome = figures }
  }

  private func tell(_ change: (inout LoadState) -> Void) {
    state.withLock { change(&$0) }
    bell.ring()
  }
}
