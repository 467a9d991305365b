internal import CLinux
internal import Glibc
internal import Protocol
internal import TLS

extension Reactor {
  /// Starts an outgoing connection; `opened` or `closed` follows, never inside this call.
  func connect(
    _ addresses: [SocketAddress], tls: TLSClient?, hello: Hello, limits: ConnectionLimits
  ) -> ConnectionID {
    let id = nextID()
    let first = addresses.first ?? SocketAddress()
    let kind: Peer.Kind = tls != nil ? .tls(nil) : .plain
    // There is no socket yet: `Descriptor` closes -1 without harm.
    let socket = SocketConnection(
      id: id, descriptor: Descriptor(owning: -1),
      connection: Connection(role: .client, hello: hello, limits: limits, now: now), tls: nil,
      stage: .connecting(until: now &+ settings.connectMs),
      peer: Peer(address: first.text, port: first.port, kind: kind), isOutgoing: true)
    socket.remaining = addresses.reversed()
    sockets[id.slot] = socket
    socketCount += 1
    touch(socket)
    if let tls {
      do throws(TLSFailure) {
        let role = TLSSession.Role.client(serverName: tls.serverName)
        socket.tls = try TLSSession(
          context: tls.context, role: role, now: settings.certificateTime?())
      } catch {
        doom(socket, .connect(.tls(error)))
        return id
      }
    }
    tryNext(socket, last: .name(""))
    return id
  }

  /// Connects to the next address; without one, ends with the failure of the last.
  private func tryNext(_ socket: SocketConnection, last: ConnectFailure) {
    var failure = last
    while let address = socket.remaining.popLast() {
      if socket.tls == nil, !address.isUnix, !address.isLoopback {
        failure = .plainOffLoopback
        continue
      }
      var inProgress: Int32 = 0
      let fd = unsafe address.lent { unsafe clinux_connect($0, &inProgress) }
      guard fd >= 0 else {
        failure = connectFailure(-fd)
        continue
      }
      socket.replace(Descriptor(owning: fd))
      socket.peer = Peer(address: address.text, port: address.port, kind: socket.peer.kind)
      if address.isUnix { socket.peer = unixPeer(fd) }
      watchSocket(socket)
      // epoll also reports a connection that opens at once: `opened` never comes inside `connect`.
      return
    }
    doom(socket, .connect(failure))
  }

  private func unixPeer(_ fd: Int32) -> Peer {
    var uid = UInt32.max
    var pid: Int32 = -1
    _ = unsafe clinux_peer_credentials(fd, &uid, &pid)
    return Peer(address: "", port: 0, kind: .unix(uid: uid, pid: pid))
  }

  func finishConnecting(_ socket: SocketConnection) {
    let error = clinux_socket_error(socket.fd)
    guard error == 0 else { return tryNext(socket, last: connectFailure(abs(error))) }
    established(socket)
  }

  private func established(_ socket: SocketConnection) {
    touch(socket)
    guard let tls = socket.tls else {
      socket.stage = .open
      return announce(socket)
    }
    socket.stage = .handshaking(until: now &+ settings.handshakeMs)
    do throws(TLSFailure) {
      _ = try tls.handshake()
    } catch {
      doom(socket, .connect(.tls(error)))
    }
  }

  private func connectFailure(_ error: Int32) -> ConnectFailure {
    switch error {
    case ECONNREFUSED, ENOENT, ECONNRESET, EAGAIN: .refused
    case ETIMEDOUT: .timedOut
    case EHOSTUNREACH, ENETUNREACH, ENETDOWN, EADDRNOTAVAIL: .unreachable
    case EACCES, EPERM: .denied
    default: .system(errno: error)
    }
  }
}
