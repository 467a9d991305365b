import Bureau
import Crypto
import Protocol
@testable import Service
@testable import TLS
import Testing
@testable import Transport

/// Credentials of peers: by certificate, socket or plain connection.
@Suite struct AuthenticatorTests {
  private static let now: Int64 = 1_795_392_000_000

  struct Shown: CustomTestStringConvertible, Sendable {
    let unit: String
    let name: String
    let credential: Credential?
    var testDescription: String { "OU=\(unit) CN=\(name)" }

    init(_ unit: String, _ name: String, _ credential: Credential?) {
      (self.unit, self.name, self.credential) = (unit, name, credential)
    }
  }

  static let shown = [
    Shown("app", "tax", .app(.taxApp)), Shown("app", "incometax", .app(.incomeTaxApp)),
    Shown("app", "other", nil), Shown("app", "Tax", nil),
    Shown("bank", "102452000012", BankNumber("102452000012").map { .bank($0) }),
    Shown("bank", "10245200001", nil), Shown("bank", "officer", nil),
    Shown("gateway", "any", .gateway), Shown("officer", "王芳", .officer("王芳")),
    Shown("server", "tax", nil), Shown("Officer", "王芳", nil), Shown("clerk", "王芳", nil),
  ]

  @Test(arguments: shown)
  func `R-1103, R-1104: a certificate is the role and the name that it bears, or nobody's`(
    _ shown: Shown
  ) throws {
    let authority = try CertificateAuthority.create(name: "office", years: 10, now: Self.now)
    let issued = try authority.issue(
      commonName: shown.name, organizationalUnit: shown.unit, days: 1, now: Self.now,
      serial: [UInt8](repeating: 1, count: 16))
    let authenticator = Authenticator(realm: Id128(high: 0, low: 1), revokedPath: "/nonexistent")
    let identity = PeerIdentity(certificate: try Certificate(pem: issued.certificatePEM))
    let peer = Peer(address: "", port: 0, kind: .tls(identity))
    let now = Timestamp(clamping: UInt64(Self.now))
    #expect(authenticator.credential(of: peer, now: now) == shown.credential)
  }

  @Test func `HELLO says the version that the program prints`() {
    let authenticator = Authenticator(realm: Id128(high: 0, low: 1), revokedPath: "/nonexistent")
    let hello = authenticator.hello(serverTimeMs: 0)
    #expect(hello.software == "shebaod" && hello.version == ProgramVersion.text)
  }

  @Test(
    arguments: [
      (.plain, Credential.none), (.tls(nil), Credential.none),
      (.unix(uid: 7, pid: 8), .officer("uid 7")),
    ] as [(Peer.Kind, Credential)])
  func `R-1105, R-1106: a socket's user is an officer, others without a certificate are clerks`(
    kind: Peer.Kind, credential: Credential
  ) {
    let authenticator = Authenticator(realm: Id128(high: 0, low: 1), revokedPath: "/nonexistent")
    let peer = Peer(address: "", port: 0, kind: kind)
    #expect(authenticator.credential(of: peer, now: Timestamp(clamping: 0)) == credential)
  }
}
