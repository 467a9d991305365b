/// The protocol that a peer without our preface seems to speak; for the log only. Rule R-102.
public enum ForeignProtocol: String, Equatable, Sendable {
  /// The first byte fits an HTTP method.
  case http
  /// The first byte is that of a TLS handshake record (0x16), on a port without TLS.
  case tls
  /// The first byte fits `SSH-`.
  case ssh
  /// Other printable text.
  case text
  /// Other, binary data.
  case binary

  init(_ bytes: Span<UInt8>) {
    let first = bytes.isEmpty ? 0 : bytes[0]
    switch first {
    case 0x16: self = .tls
    case UInt8(ascii: "S"): self = .ssh
    case UInt8(ascii: "G"), UInt8(ascii: "P"), UInt8(ascii: "H"), UInt8(ascii: "O"),
      UInt8(ascii: "D"), UInt8(ascii: "C"):
      self = .http
    case 0x09...0x0D, 0x20...0x7E: self = .text
    default: self = .binary
    }
  }
}
