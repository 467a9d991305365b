/// The numeric addresses of one endpoint, resolved before a loop connects.
public struct Addresses: Sendable {
  let list: [SocketAddress]

  /// Resolves an endpoint. Blocks in getaddrinfo(3) for a host that is a name, so never call it on
  /// a loop's thread.
  ///
  /// - Throws: `name` when the endpoint has no address.
  public init(resolving endpoint: Endpoint) throws(ConnectFailure) {
    list = try SocketAddress.resolve(endpoint)
  }

  /// The address of a numeric endpoint; none for a host that is a name. Never blocks.
  init(numeric endpoint: Endpoint) {
    switch endpoint {
    case .tcp(let host, let port):
      list = SocketAddress(numeric: host, port: port).map { [$0] } ?? []
    case .unix(let path): list = SocketAddress(path: path).map { [$0] } ?? []
    }
  }
}
