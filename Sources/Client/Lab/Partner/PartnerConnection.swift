internal import Protocol
internal import Store
internal import Terminal
internal import Transport

/// The messages posted to a partner's loop by other threads.
enum PartnerMail: Sendable {
  case start
  case tick
  case command(JSONValue, CommandID)
  case forget(CommandID)
}

/// A partner's connection: reconnects, reopens its feeds, and sends calls as the server's limit of
/// concurrent calls permits. Used on the loop's thread only.
final class PartnerConnection: LoopDelegate {
  typealias Mail = PartnerMail

  /// An open feed, and how many items of it were received and granted.
  private struct PartnerFeed {
    let method: Method
    var taken: UInt32 = 0
    var granted: UInt32
  }

  private let loop: Loop<PartnerConnection>
  private let work: any PartnerWork
  private let context: PartnerContext
  private let window: UInt32
  private var connection: ConnectionID?
  private var isOpen = false
  private var isHalted = false
  private var feeds: [UInt64: PartnerFeed] = [:]
  private var calls: [UInt64: UInt64] = [:]
  /// Calls that wait for one of those under way to be answered.
  private var waiting = Queue<PartnerCall>()
  private var backoff = Backoff()
  private var connectAt: UInt64?
  private var openFeedsAt: UInt64?

  init(loop: Loop<PartnerConnection>, work: any PartnerWork, context: PartnerContext) {
    self.loop = loop
    self.work = work
    self.context = context
    window = context.hello().initialCredit
  }

  func helloForAccepted() -> Hello { context.hello() }
  func opened(_ connection: ConnectionID, peer: Peer) {}

  func mail(_ mail: [PartnerMail]) {
    for one in mail {
      switch one {
      case .start: connectAt = 0
      case .tick: break
      case .command(let command, let id): work.command(command, id)
      case .forget(let id): work.forget(id)
      }
    }
  }

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    guard connection == self.connection else { return }
    switch event {
    case .opened:
      isOpen = true
      openFeedsAt = 0
      work.connected()
    case .item(let stream, _, let body):
      guard let feed = feeds[stream] else { break }
      backoff.reset()
      feeds[stream]?.taken += 1
      work.item(feed.method, body)
    case .response(let response): answered(response)
    case .request, .heartbeat, .cancelled, .creditGranted, .goneAway, .pong, .drained, .ended: break
    }
  }

  private func answered(_ response: InboundResponse) {
    if let tag = calls.removeValue(forKey: response.stream) {
      if response.status == .ok { backoff.reset() }
      return work.answered(tag, response)
    }
    guard feeds.removeValue(forKey: response.stream) != nil else { return }
    openFeedsAt = loop.now + backoff.step()
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    guard connection == self.connection else { return }
    lost("\(reason)")
  }

  private func lost(_ why: String) {
    connection = nil
    isOpen = false
    feeds = [:]
    calls = [:]
    waiting = Queue()
    openFeedsAt = nil
    connectAt = loop.now + backoff.step()
    context.board.set(context.name, .away(why))
    work.disconnected()
  }

  func turnEnded() {
    guard !isHalted else { return }
    let turn: PartnerTurn
    do throws(StoreFailure) {
      turn = try work.turn(now: loop.now)
    } catch {
      isHalted = true
      return context.halt(context.name, error)
    }
    for (id, answer) in turn.answers { context.answer(id, answer) }
    if turn.isCut { cut() }
    if isOpen { turn.calls.forEach { waiting.append($0) } }
    goOn()
    let due = [turn.wakeAt, connectAt, openFeedsAt].compactMap { $0 }.min()
    if let due { context.alarm.set(due) }
  }

  /// Closes the connection at once; queued output is lost with it, as in a failure of the network.
  private func cut() {
    guard let connection else { return }
    loop.goAway(connection, code: .drain, text: "cut by a fault")
    lost("cut by a fault")
  }

  private func goOn() {
    if let at = connectAt, connection == nil, loop.now >= at {
      connectAt = nil
      connection = loop.connect(context.addresses, tls: context.tls, hello: context.hello())
    }
    guard isOpen, let connection else { return }
    if let at = openFeedsAt, loop.now >= at { openFeeds(connection) }
    grant(connection)
    while let call = waiting.first, send(call, connection) { waiting.removeFirst() }
  }

  private func openFeeds(_ connection: ConnectionID) {
    openFeedsAt = nil
    for method in work.feeds where !feeds.values.contains(where: { $0.method == method }) {
      do throws(SendRefusal) {
        let stream = try loop.call(
          connection, method: method.number, body: [], streaming: true)
        feeds[stream] = PartnerFeed(method: method, granted: window)
      } catch {
        openFeedsAt = loop.now + backoff.step()
      }
    }
    context.board.set(context.name, .open(feeds: feeds.count))
  }

  private func grant(_ connection: ConnectionID) {
    guard work.hasRoom else { return }
    for (stream, feed) in feeds where feed.granted - feed.taken <= window / 2 {
      let total = feed.taken.addingReportingOverflow(window)
      guard !total.overflow else { continue }
      feeds[stream]?.granted = total.partialValue
      loop.grant(connection, stream: stream, items: total.partialValue)
    }
  }

  /// Sends a call; false where as many calls are under way as the server permits.
  private func send(_ call: PartnerCall, _ connection: ConnectionID) -> Bool {
    do throws(SendRefusal) {
      let stream = try loop.call(connection, method: call.method.number, body: call.body)
      calls[stream] = call.tag
      return true
    } catch {
      return false
    }
  }
}
