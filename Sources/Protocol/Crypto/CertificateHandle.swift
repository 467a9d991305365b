internal import COpenSSL

/// An X509 object of OpenSSL. Not `Sendable`, for use within one call: the DER form is what is
/// stored.
@safe
package final class CertificateHandle {
  /// The X509 object, owned.
  package let pointer: OpaquePointer

  /// Takes over an object, which the caller must not free.
  package init(owned pointer: OpaquePointer) {
    unsafe self.pointer = pointer
  }

  /// Parses a DER certificate that fills `der`.
  ///
  /// - Throws: `malformed`.
  package init(der: [UInt8]) throws(CryptoFailure) {
    guard der.count <= Certificate.sizeMax else {
      throw .malformed("certificate of \(der.count) bytes, more than \(Certificate.sizeMax)")
    }
    ErrorQueue.clear()
    var used = 0
    let parsed = unsafe der.span.withUnsafeBufferPointer { buffer -> OpaquePointer? in
      var cursor = buffer.baseAddress
      let parsed = unsafe d2i_X509(nil, &cursor, buffer.count)
      if let parsed = unsafe parsed, let start = buffer.baseAddress, let end = unsafe cursor {
        used = unsafe end - start
        return unsafe parsed
      }
      return nil
    }
    guard let parsed = unsafe parsed else { throw .unreadable("certificate") }
    unsafe self.pointer = parsed
    guard used == der.count else { throw .malformed("bytes after a certificate") }
  }

  deinit {
    unsafe X509_free(pointer)
  }

  /// Parses all certificates of a PEM text, in order; at least one.
  ///
  /// - Throws: `malformed`, also for a text without a certificate or with more than `chainMax`.
  package static func chain(pem: [UInt8]) throws(CryptoFailure) -> [CertificateHandle] {
    try unsafe readingText(pem) { bio throws(CryptoFailure) in
      var chain: [CertificateHandle] = []
      while let next = unsafe co_read_certificate(bio) {
        unsafe chain.append(CertificateHandle(owned: next))
        guard chain.count <= Certificate.chainMax else {
          throw .malformed("more than \(Certificate.chainMax) certificates")
        }
      }
      // The end of the text is the one error that a valid chain leaves in the queue.
      let end = ErrorQueue.drain()
      guard end.reason == PEM_R_NO_START_LINE, !chain.isEmpty else {
        throw .malformed("certificate: \(end.text)")
      }
      return chain
    }
  }

  var der: [UInt8] { unsafe encoded { unsafe i2d_X509(pointer, $0) } }

  /// SubjectPublicKeyInfo (RFC 5280 §4.1).
  var publicKeyDER: [UInt8] {
    unsafe encoded { unsafe i2d_X509_PUBKEY(X509_get_X509_PUBKEY(pointer), $0) }
  }

  /// Magnitude of the serial number; nil when it is negative.
  var serial: [UInt8]? {
    guard let number = unsafe X509_get0_serialNumber(pointer),
      unsafe ASN1_STRING_type(number) == V_ASN1_INTEGER,
      let start = unsafe ASN1_STRING_get0_data(number)
    else { return nil }
    return unsafe [UInt8](
      UnsafeBufferPointer(start: start, count: Int(ASN1_STRING_length(number))))
  }

  var notBefore: Int64? { unsafe milliseconds(X509_get0_notBefore(pointer)) }
  var notAfter: Int64? { unsafe milliseconds(X509_get0_notAfter(pointer)) }

  /// Returns UTC milliseconds, always whole seconds; nil when the time cannot be read.
  private func milliseconds(_ time: UnsafePointer<ASN1_TIME>?) -> Int64? {
    guard let epoch = unsafe ASN1_TIME_set(nil, 0) else { return nil }
    defer { unsafe ASN1_TIME_free(epoch) }
    var days: Int32 = 0
    var seconds: Int32 = 0
    guard let time = unsafe time, unsafe ASN1_TIME_diff(&days, &seconds, epoch, time) == 1 else {
      ErrorQueue.clear()
      return nil
    }
    return (Int64(days) * 86_400 + Int64(seconds)) * 1_000
  }

  /// Returns the value of a subject's field, empty when it has none. A second value, or a control
  /// character, is malformed: it could make one subject look like another.
  func subject(_ field: Int32) throws(CryptoFailure) -> String {
    let name = unsafe X509_get_subject_name(pointer)
    let index = unsafe X509_NAME_get_index_by_NID(name, field, -1)
    guard index >= 0 else { return "" }
    guard unsafe X509_NAME_get_index_by_NID(name, field, index) < 0 else {
      throw .malformed("certificate: two values in one field of its subject")
    }
    let value = unsafe X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index))
    var bytes: UnsafeMutablePointer<UInt8>?
    let count = unsafe ASN1_STRING_to_UTF8(&bytes, value)
    guard let start = unsafe bytes, count >= 0 else { throw .unreadable("certificate's subject") }
    defer { unsafe CRYPTO_free(start, nil, 0) }
    let text = unsafe String(
      validating: UnsafeBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    guard let text, text.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { throw .malformed("certificate: a control character in its subject") }
    return text
  }
}
