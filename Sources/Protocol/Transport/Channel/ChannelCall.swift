/// A running call of a channel. It keeps the channel open.
public final class ChannelCall: Sendable {
  private let channel: Channel
  private let exchange: Exchange

  init(channel: Channel, exchange: Exchange) {
    self.channel = channel
    self.exchange = exchange
  }

  /// Blocks until the call ends.
  ///
  /// - Throws: as `Channel.call`.
  public func wait() throws(ChannelFailure) -> ChannelReply {
    guard let end = exchange.progress.wait(for: { $0.end }) else { throw .closed(.stopped) }
    return try end.get()
  }
}
