internal import Crypto

/// Why a session or its settings failed. A session that failed stays failed; what it still has to
/// send (an alert) can be taken. Nothing secret is in it.
public struct TLSFailure: Error, Equatable, Sendable {
  /// What a caller tells apart.
  public enum Reason: Equatable, Sendable {
    /// A certificate, key, host name or argument of our own is not usable.
    case configuration
    /// The two sides did not agree, or the peer does not speak TLS 1.3.
    case handshake
    /// The peer's certificate is not of the pinned authority, or not for this use.
    case untrusted
    /// The server's certificate does not carry the name that was asked for.
    case wrongName
    /// The peer's certificate no longer holds, or not yet.
    case expired
    /// The peer refused us: the number of its alert (RFC 8446 §6).
    case refusedByPeer(alert: Int)
    /// The peer broke the protocol after the handshake.
    case protocolViolation
    /// The connection ended without close_notify: what came may be cut short.
    case closedEarly
    /// A buffer's named limit would be passed.
    case overflow
    /// Called before the handshake is complete, or after `close`.
    case notOpen
  }

  /// What to do about it.
  public let reason: Reason
  /// What happened, for the log.
  public let text: String

  init(_ reason: Reason, _ text: String) {
    self.reason = reason
    self.text = text
  }

  init(configuration failure: CryptoFailure) {
    self.init(.configuration, "\(failure)")
  }
}

extension TLSFailure.Reason {
  init(_ fault: CertificateFault) {
    switch fault {
    case .authority, .wrongPurpose, .other: self = .untrusted
    case .expired, .notYetValid: self = .expired
    case .wrongName: self = .wrongName
    }
  }
}
