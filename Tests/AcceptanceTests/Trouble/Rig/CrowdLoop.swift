import Protocol
import Transport

/// The loop's side of a `CrowdRig`: sends the calls and collects the answers.
final class CrowdLoop: LoopDelegate {
  enum Mail: Sendable {
    case connect(Endpoint, Int)
    case ask([CrowdCall])
  }

  private let loop: Loop<CrowdLoop>
  private let state: Monitor<CrowdState>
  /// The number of calls on one connection.
  private let each: Int
  private var links: [ConnectionID] = []
  private var places: [ConnectionID: [UInt64: (Int, Method)]] = [:]

  init(_ loop: Loop<CrowdLoop>, _ state: Monitor<CrowdState>, each: Int) {
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

  private func send(_ place: Int, _ call: CrowdCall) {
    let link = links[place / each]
    do throws(SendRefusal) {
      let stream = try loop.call(
        link, method: call.request.method.number,
        meta: Meta(session: call.session, key: call.key),
        body: call.request.encoded(), timeoutMs: call.timeoutMs)
      places[link, default: [:]][stream] = (place, call.request.method)
    } catch {
      state.change { $0.failure = "call \(place) was not sent: \(error)" }
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
      return state.change { $0.failure = "an answer that nobody asked for" }
    }
    if let error = response.error { return state.change { $0.errors[place] = error } }
    do {
      let reply = try method.reply(response.body)
      state.change { $0.replies[place] = reply }
    } catch {
      state.change { $0.failure = "\(error)" }
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    guard reason != .stopped else { return }
    state.change { $0.failure = "a connection closed: \(reason)" }
  }
}
