/// Why a cryptographic operation did not happen. Nothing secret is in it.
public enum CryptoFailure: Error, Equatable, Sendable {
  /// Bytes that came in are not what they were said to be; the text names what and why.
  case malformed(String)
  /// An argument is outside the range that its function documents; the text names it.
  case outOfRange(String)
  /// A certificate is well formed and does not hold.
  case untrusted(CertificateFault)
  /// OpenSSL failed in an operation that does not depend on what came in, such as when memory ran
  /// out; the text is its error queue.
  case library(String)
}

/// Why a certificate is not accepted (RFC 5280 §6, RFC 6125).
public enum CertificateFault: Equatable, Sendable {
  /// It was not issued by the authority, or its signature is wrong.
  case authority
  /// Its last moment has passed.
  case expired
  /// Its first moment has not come.
  case notYetValid
  /// It does not carry the host's name or address.
  case wrongName
  /// It may not be used for this: a client's as a server's, or the other way round.
  case wrongPurpose
  /// Any other reason, in OpenSSL's words.
  case other(String)
}
