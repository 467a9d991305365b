internal import Protocol

/// One partner's open feed: a server stream of orders with its credit.
package struct Feed: Sendable, Equatable {
  package var address: ReplyAddress
  package var kind: FeedKind
  /// The total of items that the partner has given credit for.
  package var granted: UInt64
  /// The number of items sent.
  package var sent: UInt64
}

/// The open feeds with their credit. Memory only.
package struct FeedTable: Sendable {
  package private(set) var byAddress: [ReplyAddress: Feed] = [:]
  /// Streams by kind, the newest last.
  package private(set) var byKind: [FeedKind: [ReplyAddress]] = [:]

  /// The most feeds open at once.
  package static let countMax = 256
  /// The most of one kind, so that no partner takes the others' places: one more ends the oldest.
  package static let kindMax = 8

  /// Whether a partner has this kind open.
  package func isOpen(_ kind: FeedKind) -> Bool { byKind[kind]?.isEmpty == false }

  /// The newest feed of the kind that has credit left: of several the older ones are likelier to
  /// lead to a machine that is gone.
  package func taker(_ kind: FeedKind) -> ReplyAddress? {
    byKind[kind]?.last { address in
      guard let feed = byAddress[address] else { return false }
      return feed.sent < feed.granted
    }
  }

  /// The feed that must end before another of its kind is opened; nil where there is room.
  func surplus(_ kind: FeedKind) -> ReplyAddress? {
    guard let open = byKind[kind], open.count >= Self.kindMax else { return nil }
    return open.first
  }

  mutating func open(_ kind: FeedKind, _ address: ReplyAddress, granted: UInt64) {
    byAddress[address] = Feed(address: address, kind: kind, granted: granted, sent: 0)
    byKind[kind, default: []].append(address)
  }

  /// Takes credit into account; an absolute total that never falls.
  mutating func grant(_ address: ReplyAddress, _ total: UInt64) -> FeedKind? {
    guard let feed = byAddress[address] else { return nil }
    byAddress[address]?.granted = max(feed.granted, total)
    return feed.kind
  }

  /// Counts an item that was sent.
  mutating func countSent(_ address: ReplyAddress) { byAddress[address]?.sent += 1 }

  /// Closes a feed, if the stream is one, and gives it.
  @discardableResult
  mutating func close(_ address: ReplyAddress) -> Feed? {
    guard let feed = byAddress.removeValue(forKey: address) else { return nil }
    byKind[feed.kind]?.removeAll { $0 == address }
    return feed
  }

  /// Closes the feeds of a connection, and gives them by stream.
  mutating func close(loop: UInt32, connection: UInt64) -> [Feed] {
    byAddress.keys.filter { $0.loop == loop && $0.connection == connection }
      .sorted { $0.stream < $1.stream }.compactMap { close($0) }
  }
}
