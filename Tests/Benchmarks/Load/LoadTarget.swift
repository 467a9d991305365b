import TLS
import Transport

/// The address of a server, and the TLS client for it; nil: plain.
struct LoadTarget: Sendable {
  let endpoint: Endpoint
  var tls: TLSClient?
}
