internal import Bureau
internal import Crypto
internal import Protocol
internal import Store
internal import TLS
internal import Transport

/// Who comes in as what: it reads a connection's credential, and knows the revoked ones.
final class Authenticator: Sendable {
  /// The roles as they stand in a certificate's organizational unit.
  enum CredentialRole: String, CaseIterable {
    case app
    case bank
    case gateway
    case officer
  }

  private let realm: Id128
  private let revokedPath: String

  /// A authenticator for a realm; `revokedPath` is a file of serial numbers, a line each.
  init(realm: Id128, revokedPath: String) {
    self.realm = realm
    self.revokedPath = revokedPath
  }

  /// The HELLO for a connection.
  func hello(serverTimeMs: UInt64) -> Hello {
    Hello(
      software: "shebaod", version: ServerVersion.text, realm: realm,
      schemaHash: ServerVersion.schemaHash, serverTimeMs: serverTimeMs)
  }

  /// What a peer has proved; nil where its credential is unknown, revoked or, at `now`, expired.
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

  /// The file is read for each partner that connects, which is rare, so that a revocation holds
  /// from that moment on. A file that cannot be read revokes everyone.
  private func isRevoked(_ serial: String) -> Bool {
    guard let revoked = revoked() else { return true }
    return revoked.split(separator: 0x0A).contains { $0.elementsEqual(serial.utf8) }
  }

  /// The file's bytes as they are now: none where there is no file, nil where it cannot be read.
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
