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
    // A socket of its own may not be had yet; -1 is what Descriptor then closes, harmlessly.
    let link = Link(
      id: id, descriptor: Descriptor(owning: -1),
      connection: Connection(role: .client, hello: hello, limits: limits, now: now), tls: nil,
      stage: .connecting(until: now &+ settings.connectMs),
      peer: Peer(address: first.text, port: first.port, kind: kind), isOutgoing: true)
    link.remaining = addresses.reversed()
    links[id.slot] = link
    linkCount += 1
    touch(link)
    if let tls {
      do throws(TLSFailure) {
        let role = TLSSession.Role.client(serverName: tls.serverName)
        link.tls = try TLSSession(
          context: tls.context, role: role, now: settings.certificateTime?())
      } catch {
        doom(link, .connect(.tls(error)))
        return id
      }
    }
    tryNext(link, last: .name(""))
    return id
  }

  /// The next address, or the failure of the last one.
  private func tryNext(_ link: Link, last: ConnectFailure) {
    var failure = last
    while let address = link.remaining.popLast() {
      if link.tls == nil, !address.isUnix, !address.isLoopback {
        failure = .plainOffLoopback
        continue
      }
      var inProgress: Int32 = 0
      let fd = unsafe address.lent { unsafe clinux_connect($0, &inProgress) }
      guard fd >= 0 else {
        failure = connectFailure(-fd)
        continue
      }
      link.replace(Descriptor(owning: fd))
      link.peer = Peer(address: address.text, port: address.port, kind: link.peer.kind)
      if address.isUnix { link.peer = unixPeer(fd) }
      watchSocket(link)
      // Also one that stands at once is told by epoll: `opened` never comes inside `connect`.
      return
    }
    doom(link, .connect(failure))
  }

  private func unixPeer(_ fd: Int32) -> Peer {
    var uid = UInt32.max
    var pid: Int32 = -1
    _ = unsafe clinux_peer_credentials(fd, &uid, &pid)
    return Peer(address: "", port: 0, kind: .unix(uid: uid, pid: pid))
  }

  func finishConnecting(_ link: Link) {
    let error = clinux_socket_error(link.fd)
    guard error == 0 else { return tryNext(link, last: connectFailure(abs(error))) }
    established(link)
  }

  private func established(_ link: Link) {
    touch(link)
    guard let tls = link.tls else {
      link.stage = .open
      return announce(link)
    }
    link.stage = .handshaking(until: now &+ settings.handshakeMs)
    do throws(TLSFailure) {
      _ = try tls.handshake()
    } catch {
      doom(link, .connect(.tls(error)))
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
