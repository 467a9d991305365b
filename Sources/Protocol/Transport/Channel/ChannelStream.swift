internal import Protocol

/// A stream of a channel. One thread at a time.
public final class ChannelStream: Sendable {
  /// What a stream gives next.
  public enum Next: Equatable, Sendable {
    /// An item's encoded message.
    case item([UInt8])
    /// The end; nothing follows.
    case end(ChannelReply)
    /// Nothing in the time asked for; ask again.
    case nothing
  }

  private let channel: Channel
  private let exchange: Exchange
  private let window: UInt32

  init(channel: Channel, exchange: Exchange, window: UInt32) {
    self.channel = channel
    self.exchange = exchange
    self.window = window
  }

  deinit { cancel() }

  /// Blocks for the next item, or the end, for at most `milliseconds` (nil: as long as it takes).
  /// Allows the server a new window once half of one is consumed.
  public func next(within milliseconds: UInt64? = nil) throws(ChannelFailure) -> Next {
    let deadline = milliseconds.map { MonotonicClock.milliseconds() + $0 }
    let half = max(1, Int(window) / 2)
    let answer = exchange.progress.wait(until: deadline) {
      progress -> Result<(Next, Int), ChannelFailure>? in
      if let item = progress.items.popFirst() {
        progress.taken += 1
        return .success((.item(item), progress.taken))
      }
      return progress.end.map { end in end.map { (.end($0), 0) } }
    }
    guard let (next, taken) = try answer?.get() else { return .nothing }
    if taken > 0, taken % half == 0 {
      channel.grant(exchange, items: UInt32(clamping: taken + Int(window)))
    }
    return next
  }

  /// Tells the server that no more is wanted; the end still comes. Does nothing after the end.
  public func cancel() {
    let isOpen = exchange.progress.look { progress in
      guard progress.end == nil, !progress.isCancelled else { return false }
      progress.isCancelled = true
      return true
    }
    if isOpen { channel.cancel(exchange) }
  }
}
