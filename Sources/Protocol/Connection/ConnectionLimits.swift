/// Which end of a connection this is.
public enum Role: Equatable, Sendable {
  /// Opens connections and calls.
  case client
  /// Accepts connections and answers.
  case server
}

/// Whether a method answers once or in items. Rule R-402.
public enum MethodShape: UInt8, Equatable, Sendable {
  /// No method has the number: the call ends with UNIMPLEMENTED, its body unread.
  case unknown
  /// One request, one response, within a deadline.
  case unary
  /// One request, any number of items, one response; idle-limited, no deadline of its own.
  case stream
  /// Not said here: a call is unary until its first item.
  case undeclared
}

/// The shape of each method number, for a server's connection.
public struct MethodTable: Equatable, Sendable {
  private var shapes: [MethodShape] = []
  private let others: MethodShape

  /// A table in which numbers that are not declared have one shape.
  public init(others: MethodShape = .unknown) { self.others = others }

  /// The shape of a method.
  public subscript(_ method: UInt16) -> MethodShape {
    get { Int(method) < shapes.count ? shapes[Int(method)] : others }
    set {
      while shapes.count <= Int(method) { shapes.append(others) }
      shapes[Int(method)] = newValue
    }
  }
}

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
