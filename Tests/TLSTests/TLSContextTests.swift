import Crypto
import TLS
import Testing

@Suite struct TLSContextTests {
  let office: TestAuthority

  init() throws { office = try TestAuthority() }

  @Test func `a certificate needs its own key`() {
    #expect(
      reason {
        _ = try TLSContext.server(
          certificateChainPEM: office.server.certificatePEM,
          privateKeyPEM: office.bank.privateKeyPEM)
      } == .configuration)
  }

  @Test func `a client's certificate and key come together`() throws {
    let authority = try office.authority.certificatePEM()
    #expect(
      reason {
        _ = try TLSContext.client(
          authorityPEM: authority, certificatePEM: office.bank.certificatePEM)
      } == .configuration)
    #expect(
      reason {
        _ = try TLSContext.client(authorityPEM: authority, privateKeyPEM: office.bank.privateKeyPEM)
      } == .configuration)
  }

  @Test(arguments: ["", "garbage"]) func `text that is no PEM is told`(text: String) {
    let bytes = Array(text.utf8)
    #expect(reason { _ = try TLSContext.client(authorityPEM: bytes) } == .configuration)
    #expect(
      reason {
        _ = try TLSContext.server(certificateChainPEM: bytes, privateKeyPEM: bytes)
      } == .configuration)
  }

  @Test func `one authority is pinned, not several`() throws {
    let one = try office.authority.certificatePEM()
    #expect(reason { _ = try TLSContext.client(authorityPEM: one + one) } == .configuration)
  }

  @Test(arguments: [-1, TLSContext.ticketsMax + 1]) func `tickets have a limit`(count: Int) {
    #expect(reason { _ = try office.serverContext(tickets: count) } == .configuration)
  }

  @Test func `a session is of its context's side`() throws {
    let server = try office.serverContext()
    let client = try office.clientContext()
    #expect(
      reason {
        _ = try TLSSession(context: server, role: .client(serverName: "::1"))
      } == .configuration)
    #expect(reason { _ = try TLSSession(context: client, role: .server) } == .configuration)
  }

  /// An empty name would switch OpenSSL's check off (SSL_set1_host(3)).
  @Test(arguments: ["", "a b", "a\0.example", "名.example"])
  func `a name that is no host is not asked for`(name: String) throws {
    let client = try office.clientContext()
    #expect(
      reason {
        _ = try TLSSession(context: client, role: .client(serverName: name))
      } == .configuration)
  }
}
