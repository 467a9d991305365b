internal import Protocol

/// One partner's open feed: a server stream of orders with its credit.
public struct Feed: Sendable, Equatable {
  /// Where its items go.
  public var ticket: Ticket
  /// Which feed it is.
  public var kind: FeedKind
  /// How many items the partner has room for, in all.
  public var granted: UInt64
  /// How many items it has been sent.
  public var sent: UInt64
}

/// Who is connected, and with how much credit. Memory only.
public struct Feeds: Sendable {
  /// Feeds by the stream they are.
  public private(set) var byTicket: [Ticket: Feed] = [:]
  /// Streams by kind, the newest last.
  public private(set) var byKind: [FeedKind: [Ticket]] = [:]

  /// The most feeds open at once.
  public static let countMax = 256

  /// Nobody is connected.
  public init() {}

  /// Whether anyone has this feed open.
  public func isOpen(_ kind: FeedKind) -> Bool { byKind[kind]?.isEmpty == false }

  /// A feed of the kind that has credit left.
  public func taker(_ kind: FeedKind) -> Ticket? {
    byKind[kind]?.first { ticket in
      guard let feed = byTicket[ticket] else { return false }
      return feed.sent < feed.granted
    }
  }

  /// Opens a feed.
  mutating func open(_ kind: FeedKind, _ ticket: Ticket, granted: UInt64) {
    byTicket[ticket] = Feed(ticket: ticket, kind: kind, granted: granted, sent: 0)
    byKind[kind, default: []].append(ticket)
  }

  /// Takes credit into account; an absolute total that never falls.
  mutating func grant(_ ticket: Ticket, _ total: UInt64) -> FeedKind? {
    guard let feed = byTicket[ticket] else { return nil }
    byTicket[ticket]?.granted = max(feed.granted, total)
    return feed.kind
  }

  /// Counts an item that was sent.
  mutating func sent(_ ticket: Ticket) { byTicket[ticket]?.sent += 1 }

  /// Closes a feed, if the stream is one.
  mutating func close(_ ticket: Ticket) {
    guard let feed = byTicket.removeValue(forKey: ticket) else { return }
    byKind[feed.kind]?.removeAll { $0 == ticket }
  }

  /// Closes the feeds of a connection.
  mutating func close(loop: UInt32, connection: UInt64) {
    for ticket in byTicket.keys where ticket.loop == loop && ticket.connection == connection {
      close(ticket)
    }
  }
}
