/// Limits of one side that its HELLO does not announce, ms unless stated otherwise.
public struct ConnectionLimits: Equatable, Sendable {
  /// Shape of each method; by default any number is accepted and none is declared.
  public var methods = MethodTable(others: .undeclared)
  /// Time from the start to the end of the peer's HELLO.
  public var handshakeMs = Limits.handshakeMs
  /// Timeout of unary calls that name none.
  public var defaultTimeoutMs = Limits.defaultTimeoutMs
  /// Longest timeout of a unary call; a longer one is cut to it, and the client is told so.
  public var maxTimeoutMs = Limits.maxTimeoutMs
  /// Silence after which the peer is pinged.
  public var pingIntervalMs = Limits.pingIntervalMs
  /// Silence on a stream after which the server sends a heartbeat.
  public var heartbeatMs = Limits.heartbeatMs
  /// Silence on a stream after which the client cancels it.
  public var streamIdleMs = Limits.streamIdleMs
  /// Time without a call after which the server closes.
  public var idleMs = Limits.idleMs
  /// Age at which the server drains; nil for never.
  public var ageMaxMs: UInt64?

  /// All limits as in `Limits`.
  public init() {}
}
