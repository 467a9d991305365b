internal import CLinux
internal import Glibc

/// A bound and listening socket, until a loop takes it over.
struct ListeningSocket: ~Copyable {
  /// Greatest number of connections waiting for accept(2) (listen(2)); the kernel may use less.
  static let backlog: Int32 = 1_024

  let port: UInt16
  let isUnix: Bool
  private let fd: Int32

  /// Binds and listens. When it throws, nothing stays open.
  static func open(
    _ endpoint: Endpoint, isPlain: Bool, sharedPort: Bool
  ) throws(ListenFailure) -> ListeningSocket {
    switch endpoint {
    case .unix(let path):
      guard let address = SocketAddress(path: path) else { throw .address(path) }
      let fd = unsafe address.lent { unsafe clinux_listen_unix($0, backlog) }
      guard fd >= 0 else { throw failure(-fd) }
      return ListeningSocket(port: 0, isUnix: true, fd: fd)
    case .tcp(let host, let port):
      guard let address = SocketAddress(numeric: host, port: port) else { throw .address(host) }
      guard !isPlain || address.isLoopback else { throw .plainOffLoopback }
      let fd = unsafe address.lent { unsafe clinux_listen($0, backlog, sharedPort ? 1 : 0) }
      guard fd >= 0 else { throw failure(-fd) }
      var bound = SocketAddress()
      _ = unsafe bound.filled { unsafe clinux_local_address(fd, $0) }
      return ListeningSocket(port: bound.port, isUnix: false, fd: fd)
    }
  }

  private init(port: UInt16, isUnix: Bool, fd: Int32) {
    self.port = port
    self.isUnix = isUnix
    self.fd = fd
  }

  deinit { close(fd) }

  /// Gives up the descriptor: the caller must close it.
  consuming func handOver() -> Int32 {
    let number = fd
    discard self
    return number
  }

  private static func failure(_ error: Int32) -> ListenFailure {
    switch error {
    case EADDRINUSE: .inUse
    case EACCES, EPERM: .denied
    default: .system(errno: error)
    }
  }
}
