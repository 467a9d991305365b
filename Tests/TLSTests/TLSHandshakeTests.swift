import Crypto
import TLS
import Testing

@Suite struct TLSHandshakeTests {
  let office: TestAuthority

  init() throws { office = try TestAuthority() }

  @Test(arguments: ["bureau.example", "127.0.0.1", "::1"])
  func `R-1102: a client reaches the server under each of its names`(name: String) throws {
    let pair = try SessionPairRig(
      client: office.clientContext(), server: office.serverContext(), name: name)
    try pair.shake()
    #expect(pair.client.isEstablished && pair.server.isEstablished)
    #expect(pair.client.peer?.organizationalUnit == "server")
    #expect(pair.server.peer == nil)
    #expect(!pair.client.isResumed)
  }

  @Test func `R-1103: a client's certificate tells the server who it is`() throws {
    let pair = try SessionPairRig(
      client: office.clientContext(office.bank),
      server: office.serverContext(clients: office.authority))
    try pair.shake()
    let peer = try #require(pair.server.peer)
    #expect(peer.commonName == "工商银行")
    #expect(peer.organizationalUnit == "bank")
    #expect(peer.serial == "42" + String(repeating: "02", count: 15))
    #expect(peer.certificate.hash == office.bank.certificate.hash)
  }

  @Test func `R-1103: a client without a certificate is accepted, without a name`() throws {
    let pair = try SessionPairRig(
      client: office.clientContext(), server: office.serverContext(clients: office.authority))
    try pair.shake()
    #expect(pair.server.isEstablished)
    #expect(pair.server.peer == nil)
  }

  @Test func `a certificate that was not asked for is not sent`() throws {
    let pair = try SessionPairRig(
      client: office.clientContext(office.bank), server: office.serverContext())
    try pair.shake()
    #expect(pair.server.peer == nil)
  }

  @Test
  func `R-1103: a client's certificate of another authority is refused on both sides`() throws {
    let other = try TestAuthority()
    let pair = try SessionPairRig(
      client: office.clientContext(other.bank),
      server: office.serverContext(clients: office.authority))
    let failures = pair.failures()
    #expect(failures.server == .untrusted)
    // unknown_ca, RFC 8446 §6.2.
    #expect(failures.client == .refusedByPeer(alert: 48))
  }

  @Test func `R-1103: a server's certificate does not serve as a client's`() throws {
    let pair = try SessionPairRig(
      client: office.clientContext(office.server),
      server: office.serverContext(clients: office.authority))
    #expect(pair.failures().server == .untrusted)
  }

  @Test func `a client's certificate does not serve as a server's`() throws {
    let posing = try TLSContext.server(
      certificateChainPEM: office.bank.certificatePEM, privateKeyPEM: office.bank.privateKeyPEM)
    let pair = try SessionPairRig(client: office.clientContext(), server: posing)
    #expect([.untrusted, .wrongName].contains(pair.failures().client))
  }

  @Test func `R-1102: a server of another authority is not trusted`() throws {
    let pair = try SessionPairRig(
      client: office.clientContext(), server: TestAuthority().serverContext())
    let failures = pair.failures()
    #expect(failures.client == .untrusted)
    #expect(failures.server == .refusedByPeer(alert: 48))
  }

  @Test(arguments: ["other.example", "127.0.0.2", "::2", "shebaod"])
  func `R-1102: a server under another name is not believed`(name: String) throws {
    let pair = try SessionPairRig(
      client: office.clientContext(), server: office.serverContext(), name: name)
    #expect(pair.failures().client == .wrongName)
  }

  @Test(arguments: [366, -1])
  func `R-1102: a certificate counts on its days alone`(days: Int64) throws {
    let now = today + days * 86_400_000
    let pair = try SessionPairRig(
      client: office.clientContext(), server: office.serverContext(), now: now)
    #expect(pair.failures().client == .expired)
    let judged = try SessionPairRig(
      client: office.clientContext(office.bank),
      server: office.serverContext(clients: office.authority))
    let late = try TLSSession(
      context: office.serverContext(clients: office.authority), role: .server, now: now)
    #expect(SessionPairRig(client: judged.client, server: late).failures().server == .expired)
  }

  @Test func `a handshake fed byte by byte completes`() throws {
    let pair = try SessionPairRig(
      client: office.clientContext(office.bank),
      server: office.serverContext(clients: office.authority))
    try pair.shake(by: 1)
    #expect(pair.client.isEstablished && pair.server.isEstablished)
    #expect(pair.server.peer != nil)
  }

  @Test func `a client resumes with a ticket, once more as the same bank`() throws {
    let client = try office.clientContext(office.bank)
    let server = try office.serverContext(clients: office.authority, tickets: 2)
    let first = try SessionPairRig(client: client, server: server)
    try first.shake()
    _ = try drain(first.client)
    let ticket = try #require(first.client.ticket)
    let second = try SessionPairRig(client: client, server: server, resuming: ticket)
    try second.shake()
    #expect(second.client.isResumed && second.server.isResumed)
    #expect(second.server.peer == first.server.peer)
    let elsewhere = try SessionPairRig(
      client: client, server: server, name: "::1", resuming: ticket)
    try elsewhere.shake()
    #expect(!elsewhere.client.isResumed)
  }

  @Test func `no ticket is given unless asked for`() throws {
    let pair = try SessionPairRig.established()
    _ = try drain(pair.client)
    #expect(pair.client.ticket == nil)
    #expect(pair.server.ticket == nil)
  }

  @Test func `one context serves many threads at once`() async throws {
    let client = try office.clientContext(office.bank)
    let server = try office.serverContext(clients: office.authority, tickets: 2)
    let served = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          var served = 0
          for _ in 0..<10 {
            let pair = try SessionPairRig(client: client, server: server)
            try pair.shake()
            if pair.server.peer?.organizationalUnit == "bank" { served += 1 }
          }
          return served
        }
      }
      return try await group.reduce(0, +)
    }
    #expect(served == 80)
  }
}
