public import TLS

/// The settings of a client's TLS: how it verifies the server, and its own certificate.
public struct TLSClient: Sendable {
  /// The pinned authority and, for a role with a credential, the client's own certificate.
  public let context: TLSContext
  /// The name or address that the server's certificate must carry.
  public let serverName: String

  /// The settings of one server; both are needed for every TLS connection.
  public init(context: TLSContext, serverName: String) {
    self.context = context
    self.serverName = serverName
  }
}
