internal import Crypto

/// The failure of a session or of its settings. A failed session stays failed; its last output (an
/// alert) can still be taken. It contains no secrets.
public struct TLSFailure: Error, Equatable, Sendable {
  /// The causes that callers distinguish.
  public enum Reason: Equatable, Sendable {
    /// A certificate, key, host name or argument of this side is not usable.
    case configuration
    /// The two sides did not agree on parameters, or the peer does not speak TLS 1.3.
    case handshake
    /// The peer's certificate is not issued by the pinned authority, or not for this use.
    case untrusted
    /// The server's certificate does not carry the expected name.
    case wrongName
    /// The peer's certificate has expired, or is not yet valid.
    case expired
    /// The peer refused this side, with this alert number (RFC 8446 §6).
    case refusedByPeer(alert: Int)
    /// The peer broke the protocol after the handshake.
    case protocolViolation
    /// The connection ended without close_notify: the data may be truncated.
    case closedEarly
    /// A buffer would grow beyond its named limit.
    case overflow
    /// Called before the handshake is complete, or after `close`.
    case notOpen
  }

  /// The cause.
  public let reason: Reason
  /// Details for the log.
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
