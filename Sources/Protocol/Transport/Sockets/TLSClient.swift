public import TLS

/// How a client proves a server, and itself.
public struct TLSClient: Sendable {
  /// Pinned authority and, for roles, the own certificate.
  public let context: TLSContext
  /// The name or address that the server's certificate must bear.
  public let serverName: String

  /// Both are needed for every TLS connection.
  public init(context: TLSContext, serverName: String) {
    self.context = context
    self.serverName = serverName
  }
}
