import COpenSSL
import Testing

@testable import TLS

/// ALPN `shebao/1`: both sides say it, or there is no connection.
@Suite struct ProtocolNameTests {
  enum Silent: CaseIterable { case client, server }

  /// One side names no protocol at all, as a program that is no part of shebao would.
  @Test(arguments: Silent.allCases)
  func `R-1101: a peer without shebao/1 is refused on either side`(silent: Silent) throws {
    let office = try TestAuthority()
    let client = try office.clientContext()
    let server = try office.serverContext()
    switch silent {
    case .client: #expect(unsafe SSL_CTX_set_alpn_protos(client.pointer, nil, 0) == 0)
    case .server: unsafe SSL_CTX_set_alpn_select_cb(server.pointer, nil, nil)
    }
    let failures = try SessionPairRig(client: client, server: server).failures()
    #expect((silent == .client ? failures.server : failures.client) == .handshake)
  }

  @Test func `R-1101: another protocol's client is refused`() throws {
    let office = try TestAuthority()
    let client = try office.clientContext()
    let name: [UInt8] = [8] + Array("http/1.1".utf8.prefix(8))
    let set = unsafe name.withUnsafeBufferPointer {
      unsafe SSL_CTX_set_alpn_protos(client.pointer, $0.baseAddress, UInt32($0.count))
    }
    #expect(set == 0)
    let failures = try SessionPairRig(client: client, server: office.serverContext()).failures()
    #expect(failures.server == .handshake)
    // no_application_protocol, RFC 7301 §3.2.
    #expect(failures.client == .refusedByPeer(alert: 120))
  }
}
