import TLS
import Transport

/// The way to a server.
struct LoadTarget: Sendable {
  let endpoint: Endpoint
  var tls: TLSClient?
}
