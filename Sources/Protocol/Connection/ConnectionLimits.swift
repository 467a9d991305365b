/// What one side sets for itself and does not announce, in ms unless said otherwise.
public struct ConnectionLimits: Equatable, Sendable {
  /// Shape of each method; by default any number is taken and none is declared.
  public var methods = MethodTable(others: .undeclared)
  /// From the start to the end of the peer's HELLO.
  public var handshakeMs = Limits.handshakeMs
  /// For unary calls that name no timeout.
  public var defaultTimeoutMs = Limits.defaultTimeoutMs
  /// Longest timeout of a unary call; longer ones are cut to it and told so.
  public var maxTimeoutMs = Limits.maxTimeoutMs
  /// Silence after which the peer is pinged.
  public var pingIntervalMs = Limits.pingIntervalMs
  /// Silence on a stream after which the server sends a heartbeat.
  public var heartbeatMs = Limits.heartbeatMs
  /// Silence on a stream after which the client gives it up.
  public var streamIdleMs = Limits.streamIdleMs
  /// Without a call before the server closes.
  public var idleMs = Limits.idleMs
  /// Age at which the server drains; nil for never.
  public var maxAgeMs: UInt64?

  /// The limits of `Limits`.
  public init() {}
}
