/// Addresses of one endpoint, found before a loop connects.
public struct Addresses: Sendable {
  let list: [SocketAddress]

  /// All addresses of an endpoint. Blocks in getaddrinfo(3) where the host is a name, so never on
  /// a loop's thread. Throws `name` where there is none.
  public init(resolving endpoint: Endpoint) throws(ConnectFailure) {
    list = try SocketAddress.resolve(endpoint)
  }

  /// Never blocks: a host that is a name has no address here.
  init(numeric endpoint: Endpoint) {
    switch endpoint {
    case .tcp(let host, let port):
      list = SocketAddress(numeric: host, port: port).map { [$0] } ?? []
    case .unix(let path): list = SocketAddress(path: path).map { [$0] } ?? []
    }
  }
}
