/// What a peer that did not send our preface seems to speak: for the log alone. Rule R-102.
public enum ForeignProtocol: String, Equatable, Sendable {
  /// It begins like an HTTP request.
  case http
  /// It begins like a TLS record: a handshake (0x16) on a port without TLS.
  case tls
  /// It begins like SSH.
  case ssh
  /// Other printable text.
  case text
  /// Other bytes.
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
