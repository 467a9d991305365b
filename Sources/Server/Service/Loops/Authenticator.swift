internal import Bureau
internal import Crypto
internal import Protocol
internal import Store
internal import TLS
internal import Transport

/// Authenticates connections: derives the credential from the peer's certificate or socket, and
/// checks expiry and revocation. Immutable, callable from every thread; the list of revoked serials
/// is read from its file each time.
final class Authenticator: Sendable {
  /// The role of a partner, which is its certificate's organizational unit.
  enum CredentialRole: String, CaseIterable {
    /// An app (税务APP, 个人所得税APP), which scans; its common name says which.
    case app
    /// A bank (银行); its common name is its bank number (行号).
    case bank
    /// The SMS gateway (短信网关).
    case gateway
    /// A tax officer (税务机关人员).
    case officer
  }

  private let realm: Id128
  private let revokedPath: String

  /// An authenticator for a realm; `revokedPath` is a file of certificate serials, one a line.
  init(realm: Id128, revokedPath: String) {
    self.realm = realm
    self.revokedPath = revokedPath
  }

  /// Returns the server's HELLO for a new connection.
  func hello(serverTimeMs: UInt64) -> Hello {
    Hello(
      software: "shebaod", version: ProgramVersion.text, realm: realm,
      schemaHash: SchemaHash.current, serverTimeMs: serverTimeMs)
  }

  /// Returns the credential of a peer; nil where it is unknown, revoked or, at `now`, expired.
  func credential(of peer: Peer, now: Timestamp) -> Credential? {
    switch peer.kind {
    case .unix(let uid, _): .officer("uid \(uid)")
    case .plain: Credential.none
    case .tls(nil): Credential.none
    case .tls(let identity?): credential(of: identity, now)
    }
  }

  private func credential(of identity: PeerIdentity, _ now: Timestamp) -> Credential? {
    guard let end = UInt64(exactly: identity.certificate.notAfter), now.milliseconds <= end,
      !isRevoked(identity.serial), let role = CredentialRole(rawValue: identity.organizationalUnit)
    else { return nil }
    switch role {
    case .app:
      switch identity.commonName {
      case "tax": return .app(.taxApp)
      case "incometax": return .app(.incomeTaxApp)
      default: return nil
      }
    case .bank: return BankNumber(identity.commonName).map { .bank($0) }
    case .gateway: return .gateway
    case .officer: return .officer(identity.commonName)
    }
  }

  /// Reads the list for each check, which is rare, so that a revocation is effective at once. A
  /// list that cannot be read revokes every credential.
  private func isRevoked(_ serial: String) -> Bool {
    guard let revoked = revoked() else { return true }
    return revoked.split(separator: 0x0A).contains { $0.elementsEqual(serial.utf8) }
  }

  /// Returns the list's bytes: empty without a file, nil where it cannot be read.
  func revoked() -> [UInt8]? {
    guard Files.exists(revokedPath) else { return [] }
    do throws(StoreFailure) {
      return try Files.read(revokedPath)
    } catch {
      Log.write(.error, "revocations_unreadable", [("cause", "\(error)")])
      return nil
    }
  }
}
