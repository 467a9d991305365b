internal import Protocol

/// A message of a channel to its loop.
enum ChannelMail: Sendable {
  case connect(ChannelCore, Addresses, TLSClient?, Hello, ConnectionLimits)
  case call(ChannelCore, Exchange)
  case cancel(ChannelCore, Exchange)
  case grant(ChannelCore, Exchange, items: UInt32)
  case close(ChannelCore)
}

/// State that a channel and its loop share.
final class ChannelCore: Sendable {
  struct Progress {
    var hello: Hello?
    var peer: Peer?
    var end: CloseReason?
  }

  let progress = Monitor(Progress())
}

/// The delegate of a channel loop: routes each answer to its waiting call.
final class ChannelKeeper: LoopDelegate {
  typealias Mail = ChannelMail

  private struct Entry {
    let core: ChannelCore
    var exchanges: [UInt64: Exchange] = [:]
  }

  private let loop: Loop<ChannelKeeper>
  private var entries: [ConnectionID: Entry] = [:]
  private var ids: [ObjectIdentifier: ConnectionID] = [:]

  init(loop: Loop<ChannelKeeper>) { self.loop = loop }

  func helloForAccepted() -> Hello {
    // Only `listen` leads to accepting, and a channel loop never calls it.
    preconditionFailure("a channel loop has no listener")
  }

  func opened(_ connection: ConnectionID, peer: Peer) {
    entries[connection]?.core.progress.change { $0.peer = peer }
  }

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    switch event {
    case .opened(let hello): entries[connection]?.core.progress.change { $0.hello = hello }
    case .response(let response):
      entries[connection]?.exchanges.removeValue(forKey: response.stream)?.finish(
        .success(
          ChannelReply(
            status: response.status, meta: response.meta, body: response.body,
            error: response.error)))
    case .item(let stream, _, let body):
      entries[connection]?.exchanges[stream]?.progress.change { $0.items.append(body) }
    case .heartbeat, .request, .cancelled, .creditGranted, .goneAway, .pong, .drained, .ended: break
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    guard let entry = entries.removeValue(forKey: connection) else { return }
    ids[ObjectIdentifier(entry.core)] = nil
    for exchange in entry.exchanges.values { exchange.finish(.failure(.closed(reason))) }
    entry.core.progress.change { $0.end = reason }
  }

  func mail(_ mail: [ChannelMail]) {
    for one in mail {
      switch one {
      case .connect(let core, let addresses, let tls, let hello, let limits):
        let id = loop.connect(addresses, tls: tls, hello: hello, limits: limits)
        entries[id] = Entry(core: core)
        ids[ObjectIdentifier(core)] = id
      case .call(let core, let exchange): send(core, exchange)
      case .cancel(let core, let exchange):
        guard let id = id(core), let stream = exchange.progress.look({ $0.stream }) else { break }
        loop.cancel(id, stream: stream)
      case .grant(let core, let exchange, let items):
        guard let id = id(core), let stream = exchange.progress.look({ $0.stream }) else { break }
        loop.grant(id, stream: stream, items: items)
      case .close(let core):
        guard let id = id(core) else { break }
        loop.goAway(id, code: .drain, text: "closed")
      }
    }
  }

  private func id(_ core: ChannelCore) -> ConnectionID? { ids[ObjectIdentifier(core)] }

  private func send(_ core: ChannelCore, _ exchange: Exchange) {
    guard let id = id(core) else { return exchange.finish(.failure(.refused(.closed))) }
    let call = exchange.call
    do throws(SendRefusal) {
      let stream = try loop.call(
        id, method: call.method, meta: call.meta, body: call.body, timeoutMs: call.timeoutMs,
        streaming: call.isStreaming)
      entries[id]?.exchanges[stream] = exchange
      exchange.progress.change { $0.stream = stream }
    } catch {
      exchange.finish(.failure(.refused(error)))
    }
  }
}
