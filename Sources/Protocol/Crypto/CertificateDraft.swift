internal import COpenSSL

/// The contents of a certificate before it is signed.
struct CertificateDraft {
  var commonName: String
  var organizationalUnit = ""
  var organization = ""
  /// Time of issue, UTC ms.
  var now: Int64
  var days: Int
  var serial: [UInt8]
  /// OpenSSL's number of each extension and its value as x509v3_config(5) writes it.
  var extensions: [(Int32, String)]

  /// Latest time that a certificate can contain: the end of the year 9999, UTC ms.
  private static let timeMax: Int64 = 253_402_300_799_000

  /// Returns the certificate for `subject`'s key; without an issuer it is self-signed.
  func signed(
    subject: PrivateKey, issuer: CertificateHandle?, by key: PrivateKey
  ) throws(CryptoFailure) -> CertificateHandle {
    ErrorQueue.clear()
    guard let pointer = unsafe X509_new() else { throw .library(in: "X509_new") }
    let draft = unsafe CertificateHandle(owned: pointer)
    try writeFields(draft)
    let root = issuer ?? draft
    guard unsafe X509_set_issuer_name(draft.pointer, X509_get_subject_name(root.pointer)) == 1,
      unsafe X509_set_pubkey(draft.pointer, subject.pointer) == 1
    else { throw .library(in: "X509_set_pubkey") }
    for (number, value) in extensions {
      guard unsafe co_add_extension(draft.pointer, root.pointer, number, value) == 1 else {
        throw .library(in: "X509V3_EXT_conf_nid")
      }
    }
    guard unsafe X509_sign(draft.pointer, key.pointer, Algorithms.shared.sha256) > 0 else {
      throw .library(in: "X509_sign")
    }
    return draft
  }

  private func writeFields(_ draft: CertificateHandle) throws(CryptoFailure) {
    // Version 3 is written as 2 (RFC 5280 §4.1.2.1).
    guard unsafe X509_set_version(draft.pointer, 2) == 1 else {
      throw .library(in: "X509_set_version")
    }
    try writeSerial(draft)
    try writeTimes(draft)
    guard !commonName.isEmpty else { throw .outOfRange("an empty common name") }
    let name = unsafe X509_get_subject_name(draft.pointer)
    for (field, value) in [("O", organization), ("OU", organizationalUnit), ("CN", commonName)]
    where !value.isEmpty {
      guard value.unicodeScalars.count <= CertificateAuthority.nameMax,
        value.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
      else { throw .outOfRange("name of a certificate's subject") }
      guard unsafe co_add_name(name, field, value, Int32(value.utf8.count)) == 1 else {
        throw .library(in: "X509_NAME_add_entry_by_txt")
      }
    }
  }

  private func writeSerial(_ draft: CertificateHandle) throws(CryptoFailure) {
    var bytes = serial
    bytes[0] = bytes[0] & 0x7f | 0x40
    guard let number = unsafe BN_bin2bn(bytes, Int32(bytes.count), nil) else {
      throw .library(in: "BN_bin2bn")
    }
    defer { unsafe BN_free(number) }
    guard unsafe BN_to_ASN1_INTEGER(number, X509_get_serialNumber(draft.pointer)) != nil else {
      throw .library(in: "BN_to_ASN1_INTEGER")
    }
  }

  private func writeTimes(_ draft: CertificateHandle) throws(CryptoFailure) {
    let skew = CertificateAuthority.clockSkewMilliseconds
    let life = Int64(days) * 86_400_000
    guard now >= skew, now <= Self.timeMax - life else {
      throw .outOfRange("time of a certificate")
    }
    let first = now - skew
    guard unsafe ASN1_TIME_set(X509_getm_notBefore(draft.pointer), Int(first / 1_000)) != nil,
      unsafe ASN1_TIME_set(X509_getm_notAfter(draft.pointer), Int((now + life) / 1_000)) != nil
    else { throw .library(in: "ASN1_TIME_set") }
  }
}

extension PrivateKey {
  /// Returns the SubjectPublicKeyInfo of the public half.
  func publicDER() throws(CryptoFailure) -> [UInt8] {
    let bytes = unsafe encoded { unsafe i2d_PUBKEY(pointer, $0) }
    guard !bytes.isEmpty else { throw .library(in: "i2d_PUBKEY") }
    return bytes
  }
}
