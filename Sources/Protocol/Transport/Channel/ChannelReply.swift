public import Protocol

/// The end of a call: its status with the answer or the error.
public struct ChannelReply: Equatable, Sendable {
  /// The status.
  public let status: Status
  /// The metadata of the answer, where it has any.
  public let meta: Meta?
  /// The encoded answer; empty where the status is not OK.
  public let body: [UInt8]
  /// The error, where the status is not OK.
  public let error: CallError?
}
