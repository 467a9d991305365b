/// The address at which a server listens, or to which a client connects.
public enum Endpoint: Equatable, Hashable, Sendable {
  /// A host (name, IPv4 or IPv6 without brackets) and a port; port 0 lets the system choose.
  case tcp(host: String, port: UInt16)
  /// A Unix socket's path, at most 107 bytes (unix(7)).
  case unix(path: String)

  /// Greatest length of a Unix socket's path, bytes.
  public static let pathMax = 107
  /// Greatest length of a host's name, bytes (RFC 1035 §2.3.4).
  public static let hostMax = 253

  /// Reads `127.0.0.1:7443`, `[::1]:7443`, `name.example:7443`, `unix:/path`; nil for all else.
  public init?(_ text: String) {
    if text.hasPrefix("unix:") {
      let path = String(text.dropFirst(5))
      guard path.hasPrefix("/"), path.utf8.count <= Self.pathMax, !path.utf8.contains(0) else {
        return nil
      }
      self = .unix(path: path)
      return
    }
    guard let colon = text.lastIndex(of: ":") else { return nil }
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = UInt16(digits)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("[") {
      guard host.hasSuffix("]"), host.contains(":") else { return nil }
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, host.utf8.count <= Self.hostMax, host.utf8.allSatisfy(Self.isHostByte)
    else { return nil }
    self = .tcp(host: String(host), port: port)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"): true
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: "_"): true
    default: false
    }
  }
}

extension Endpoint: CustomStringConvertible {
  /// The text form, as `init` reads it.
  public var description: String {
    switch self {
    case .tcp(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}
