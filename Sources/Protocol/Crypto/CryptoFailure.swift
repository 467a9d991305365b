/// The failure of a cryptographic operation. It contains no secrets.
public enum CryptoFailure: Error, Equatable, Sendable {
  /// The input is not in the stated form; the text names the input and the fault.
  case malformed(String)
  /// An argument is outside its documented range; the text names it.
  case outOfRange(String)
  /// A well-formed certificate is not valid.
  case untrusted(CertificateFault)
  /// OpenSSL failed in a way that does not depend on the input, for example without memory; the
  /// text is its error queue.
  case library(String)
}

/// The cause for which a certificate is rejected (RFC 5280 §6, RFC 6125).
public enum CertificateFault: Equatable, Sendable {
  /// It was not issued by the authority, or its signature is wrong.
  case authority
  /// Its notAfter has passed.
  case expired
  /// Its notBefore has not come.
  case notYetValid
  /// It does not carry the host's name or address.
  case wrongName
  /// Its purpose differs: a client's certificate used as a server's, or the reverse.
  case wrongPurpose
  /// Any other reason, in OpenSSL's words.
  case other(String)
}
