internal import Protocol

/// A stream of a channel, for one thread at a time.
public final class ChannelStream: Sendable {
  /// The result of `next`.
  public enum Next: Equatable, Sendable {
    /// An item: its encoded message.
    case item([UInt8])
    /// The end of the stream.
    case end(ChannelReply)
    /// No item came in time; the stream is still open.
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

  /// Blocks until the next item or the end, for at most `milliseconds` (nil: without limit). Grants
  /// the server new credit once half of the window is consumed.
  ///
  /// - Throws: as `Channel.call`.
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

  /// Cancels the stream; its end still comes. No effect after the end.
  public func cancel() {
    let isOpen = exchange.progress.look { progress in
      guard progress.end == nil, !progress.isCancelled else { return false }
      progress.isCancelled = true
      return true
    }
    if isOpen { channel.cancel(exchange) }
  }
}
