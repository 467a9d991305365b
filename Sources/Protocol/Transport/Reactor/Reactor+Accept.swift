internal import CLinux
internal import Glibc
internal import Protocol
internal import TLS

extension Reactor {
  func watch(listener fd: Int32, _ tls: TLSContext?, _ onlyUser: UInt32?) {
    let listener = ListenerState(Descriptor(owning: fd), tls, onlyUser: onlyUser)
    nextListener += 1
    // Read events only: a listener is always writable, and write events would keep an idle loop
    // busy.
    let token = Self.listenerBit | UInt64(nextListener)
    let result = poller.add(fd, Poller.read, token: token)
    precondition(result >= 0, "epoll_ctl: errno \(-result)")
    listeners[nextListener] = listener
  }

  func accept(from number: Int32) {
    guard let listener = listeners[number], acceptAgainAt == nil else { return }
    for _ in 0..<settings.acceptsPerTurn {
      var address = SocketAddress()
      let fd = unsafe address.filled { unsafe clinux_accept(listener.fd, $0) }
      guard fd >= 0 else {
        if isOutOfRoom(-fd) { pauseAccepting() }
        return
      }
      admit(Descriptor(owning: fd), address, listener)
    }
  }

  /// Whether an error of accept(2) leaves the connection in the queue: a level-triggered
  /// loop would spin on it.
  private func isOutOfRoom(_ error: Int32) -> Bool {
    [EMFILE, ENFILE, ENOMEM, ENOBUFS].contains(error)
  }

  private func pauseAccepting() {
    acceptAgainAt = now &+ settings.acceptPauseMs
    for (number, listener) in listeners {
      _ = poller.modify(listener.fd, 0, token: Self.listenerBit | UInt64(number))
    }
  }

  func goOnAccepting() {
    acceptAgainAt = nil
    for (number, listener) in listeners {
      _ = poller.modify(listener.fd, Poller.read, token: Self.listenerBit | UInt64(number))
    }
  }

  private func admit(
    _ descriptor: consuming Descriptor, _ address: SocketAddress, _ listener: ListenerState
  ) {
    guard let owner else { return }
    let peer = describe(descriptor.number, address, listener)
    if let wanted = listener.onlyUser, case .unix(let uid, _) = peer.kind, uid != wanted {
      return owner.refused(peer, .foreignUser(uid: uid))
    }
    let verdict = listener.onlyUser == nil ? admission.decide(peer.address) : nil
    if case .refused = verdict { return owner.refused(peer, Self.full) }
    var session: TLSSession?
    if let context = listener.tls {
      do throws(TLSFailure) {
        session = try TLSSession(
          context: context, role: .server, now: settings.certificateTime?())
      } catch {
        if let verdict { admission.left(peer.address, verdict, wasOpened: false) }
        return owner.refused(peer, .tls(error))
      }
    }
    let connection = Connection(
      role: .server, hello: owner.helloForAccepted(), limits: settings.connection, now: now)
    let socket = SocketConnection(
      id: nextID(), descriptor: descriptor, connection: connection, tls: session,
      stage: session == nil ? .open : .handshaking(until: now &+ settings.handshakeMs),
      peer: peer, isOutgoing: false)
    socket.verdict = verdict
    enter(socket)
    if session == nil { announce(socket) }
  }

  private static let full = CloseReason.ended(.local(.full, "too many connections"))

  private func describe(_ fd: Int32, _ address: SocketAddress, _ listener: ListenerState) -> Peer {
    guard listener.onlyUser != nil else {
      return Peer(
        address: address.text, port: address.port, kind: listener.tls == nil ? .plain : .tls(nil))
    }
    var uid = UInt32.max
    var pid: Int32 = -1
    // On failure both keep values that no peer has.
    _ = unsafe clinux_peer_credentials(fd, &uid, &pid)
    return Peer(address: "", port: 0, kind: .unix(uid: uid, pid: pid))
  }

  /// Registers a new connection and watches its socket.
  func enter(_ socket: SocketConnection) {
    sockets[socket.id.slot] = socket
    socketCount += 1
    watchSocket(socket)
    touch(socket)
  }

  func watchSocket(_ socket: SocketConnection) {
    socket.mask = socket.wantedMask
    let result = poller.add(socket.fd, socket.mask, token: socket.id.raw)
    if result < 0 { doom(socket, .broken(errno: -result)) }
  }

  /// Reports the open transport to the delegate; a connection above the limits is sent GOAWAY FULL
  /// instead.
  func announce(_ socket: SocketConnection) {
    if case .farewell = socket.verdict {
      return socket.connection.goAway(code: .full, text: "too many connections")
    }
    socket.isAnnounced = true
    // Its protocol state was made before the socket, so that calls could wait in it.
    if socket.isOutgoing { socket.connection.transportOpened(now: now) }
    owner?.opened(socket.id, peer: socket.peer)
  }
}
