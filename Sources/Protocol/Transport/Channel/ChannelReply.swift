public import Protocol

/// The end of a call.
public struct ChannelReply: Equatable, Sendable {
  /// How it ended.
  public let status: Status
  /// What accompanies the body.
  public let meta: Meta?
  /// The encoded answer; empty where the status is not OK.
  public let body: [UInt8]
  /// Why, where the status is not OK.
  public let error: CallError?
}
