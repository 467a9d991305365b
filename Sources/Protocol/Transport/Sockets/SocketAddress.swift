internal import CLinux

/// A socket address in the kernel's form (sockaddr).
struct SocketAddress: Sendable {
  /// Addresses of one name that are tried, at most.
  static let perNameMax = 8

  private(set) var raw = clinux_address()

  init() {}

  /// The address of a numeric host; nil for a name.
  init?(numeric host: String, port: UInt16) {
    guard unsafe clinux_parse_address(host, port, &raw) >= 0 else { return nil }
  }

  /// The address of a Unix socket; nil for a path that is empty or too long.
  init?(path: String) {
    guard unsafe clinux_unix_address(path, &raw) >= 0 else { return nil }
  }

  /// Returns all addresses of an endpoint. Blocks for a host that is a name.
  static func resolve(_ endpoint: Endpoint) throws(ConnectFailure) -> [SocketAddress] {
    switch endpoint {
    case .unix(let path):
      guard let address = SocketAddress(path: path) else { throw .name(path) }
      return [address]
    case .tcp(let host, let port):
      if let address = SocketAddress(numeric: host, port: port) { return [address] }
      var found = [clinux_address](repeating: clinux_address(), count: perNameMax)
      let count = unsafe clinux_resolve(host, port, &found, Int32(perNameMax))
      guard count > 0 else { throw .name(host) }
      return found[..<Int(count)].map { raw in
        var address = SocketAddress()
        address.raw = raw
        return address
      }
    }
  }

  /// Lets a system call fill the address in; returns the call's result.
  mutating func filled(by call: (UnsafeMutablePointer<clinux_address>) -> Int32) -> Int32 {
    unsafe call(&raw)
  }

  /// Passes the address to a system call; returns the call's result.
  func lent(to call: (UnsafePointer<clinux_address>) -> Int32) -> Int32 {
    var copy = raw
    return unsafe call(&copy)
  }

  /// The numeric host; empty for a Unix socket.
  var text: String {
    var bytes = [CChar](repeating: 0, count: 64)
    _ = unsafe lent { address in unsafe clinux_address_text(address, &bytes, 64) }
    return String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  var port: UInt16 { UInt16(truncatingIfNeeded: unsafe lent { unsafe clinux_address_port($0) }) }
  var isLoopback: Bool { unsafe lent { unsafe clinux_address_is_loopback($0) } == 1 }
  var isUnix: Bool { unsafe lent { unsafe clinux_address_is_unix($0) } == 1 }
}
