import Crypto
import TLS
import Testing

/// The time of the tests: 2026-11-23 00:00 UTC, ms.
let today: Int64 = 1_795_392_000_000

/// An authority with a server's and a bank's credential.
struct TestAuthority: Sendable {
  let authority: CertificateAuthority
  let server: CertificateAuthority.Issued
  let bank: CertificateAuthority.Issued

  init() throws {
    authority = try .create(name: "office", years: 10, now: today)
    server = try authority.issue(
      commonName: "shebaod", organizationalUnit: "server",
      hosts: ["bureau.example", "127.0.0.1", "::1"], days: 365, now: today,
      serial: [UInt8](repeating: 1, count: 16))
    bank = try authority.issue(
      commonName: "工商银行", organizationalUnit: "bank", days: 365, now: today,
      serial: [UInt8](repeating: 2, count: 16))
  }

  func serverContext(
    clients: CertificateAuthority? = nil, tickets: Int = 0
  ) throws -> TLSContext {
    try .server(
      certificateChainPEM: server.certificatePEM, privateKeyPEM: server.privateKeyPEM,
      clientAuthorityPEM: clients?.certificatePEM(), tickets: tickets)
  }

  func clientContext(_ own: CertificateAuthority.Issued? = nil) throws -> TLSContext {
    try .client(
      authorityPEM: authority.certificatePEM(), certificatePEM: own?.certificatePEM,
      privateKeyPEM: own?.privateKeyPEM)
  }
}

/// A client's and a server's session, and the wire between them.
struct SessionPairRig {
  let client: TLSSession
  let server: TLSSession

  init(client: TLSSession, server: TLSSession) {
    self.client = client
    self.server = server
  }

  init(
    client: TLSContext, server: TLSContext, name: String = "bureau.example", now: Int64 = today,
    resuming ticket: TLSTicket? = nil
  ) throws {
    self.client = try TLSSession(
      context: client, role: .client(serverName: name), now: now, resuming: ticket)
    self.server = try TLSSession(context: server, role: .server, now: now)
  }

  /// Returns a pair whose handshake is complete.
  static func established() throws -> SessionPairRig {
    let office = try TestAuthority()
    let pair = try SessionPairRig(client: office.clientContext(), server: office.serverContext())
    try pair.shake()
    return pair
  }

  /// Carries the waiting ciphertext of `from` to `to`, `size` bytes at a time; returns its amount.
  @discardableResult
  func carry(from: TLSSession, to: TLSSession, by size: Int = .max) throws -> Int {
    var cipher: [UInt8] = []
    from.takeCipher(into: &cipher)
    var start = 0
    while start < cipher.count {
      let end = size < cipher.count - start ? start + size : cipher.count
      try to.receive(cipher.span.extracting(start..<end))
      start = end
      if size < .max, !to.isEstablished { _ = try to.handshake() }
    }
    return cipher.count
  }

  /// Completes the handshake on both sides.
  ///
  /// - Throws: the failure of the side that fails first.
  func shake(by size: Int = .max) throws {
    for _ in 0..<10 {
      let ready = (try client.handshake(), try server.handshake())
      let moved =
        try carry(from: client, to: server, by: size)
        + carry(from: server, to: client, by: size)
      if ready == (true, true), moved == 0 { return }
    }
    Issue.record("the handshake does not end")
  }

  /// Runs a handshake that fails; returns the failure at each side, nil where there is none.
  func failures() -> (client: TLSFailure.Reason?, server: TLSFailure.Reason?) {
    var reasons: (client: TLSFailure.Reason?, server: TLSFailure.Reason?)
    for _ in 0..<6 {
      reasons.client = reasons.client ?? attempt(client)
      carryWhatPasses(from: client, to: server)
      reasons.server = reasons.server ?? attempt(server)
      carryWhatPasses(from: server, to: client)
    }
    return reasons
  }

  private func attempt(_ session: TLSSession) -> TLSFailure.Reason? {
    var plain: [UInt8] = []
    do throws(TLSFailure) {
      _ = try session.read(into: &plain, max: 1)
      return nil
    } catch {
      return error.reason
    }
  }

  private func carryWhatPasses(from: TLSSession, to: TLSSession) {
    do { try carry(from: from, to: to) } catch { /* A side that failed takes nothing more in. */  }
  }
}

/// Reads all plaintext of a session; returns it with the result of the last read.
func drain(
  _ session: TLSSession, max: Int = 1 << 22
) throws -> (bytes: [UInt8], end: TLSSession.ReadResult) {
  var bytes: [UInt8] = []
  while true {
    let result = try session.read(into: &bytes, max: max)
    if case .bytes = result { continue }
    return (bytes, result)
  }
}

/// Returns the cause for which `body` fails; nil when it does not.
func reason(_ body: () throws -> Void) -> TLSFailure.Reason? {
  do {
    try body()
    return nil
  } catch {
    return (error as? TLSFailure)?.reason
  }
}
