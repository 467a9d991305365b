internal import CLinux
internal import Glibc
internal import Protocol
internal import TLS

extension Reactor {
  /// Reads until the socket is empty or `readBytesPerTurn` is reached; epoll reports the rest
  /// again.
  func read(_ socket: SocketConnection, _ ready: UInt32) {
    touch(socket)
    guard !isPaused else { return park(socket, ready) }
    var share = settings.readBytesPerTurn
    while share > 0, socket.takesInput {
      let count = unsafe clinux_receive(socket.fd, buffer.baseAddress, buffer.count)
      if count == -Int(EAGAIN) { return }
      guard count >= 0 else { return broken(socket, Int32(-count)) }
      guard count > 0 else { return ended(socket) }
      share -= count
      handleInput(socket, count)
      // A short read means that the socket is empty: another call would be wasted.
      if unsafe count < buffer.count { break }
    }
    // Hung up in both directions and not read: epoll would report it in every turn.
    if ready & (Poller.hangup | Poller.error) != 0, !socket.takesInput, !socket.isDoomed {
      broken(socket, ECONNRESET)
    }
  }

  private func park(_ socket: SocketConnection, _ ready: UInt32) {
    guard ready & (Poller.hangup | Poller.error) == 0 else { return broken(socket, ECONNRESET) }
    guard !socket.isParked else { return }
    socket.isParked = true
    socket.connection.setReading(false, now: now)
    parked.append(socket)
  }

  func resumeReading() {
    isPaused = false
    for socket in parked where !socket.isDoomed {
      socket.isParked = false
      if !socket.isCongested { socket.connection.setReading(true, now: now) }
      touch(socket)
    }
    parked.removeAll()
  }

  private func handleInput(_ socket: SocketConnection, _ count: Int) {
    guard let tls = socket.tls else {
      // Proof: the kernel has written `count` bytes, and the span does not outlive the call.
      let filled = unsafe UnsafeBufferPointer(rebasing: buffer[..<count])
      unsafe socket.connection.receive(filled.span, now: now, into: &events)
      return deliver(socket)
    }
    do throws(TLSFailure) {
      let filled = unsafe UnsafeRawBufferPointer(start: buffer.baseAddress, count: count)
      try unsafe tls.receive(filled)
      try readPlain(socket, tls)
    } catch {
      failed(socket, error)
    }
  }

  private func readPlain(_ socket: SocketConnection, _ tls: TLSSession) throws(TLSFailure) {
    if case .handshaking = socket.stage {
      guard try tls.handshake() else { return }
      socket.stage = .open
      socket.peer = Peer(
        address: socket.peer.address, port: socket.peer.port, kind: .tls(tls.peer))
      announce(socket)
    }
    var clear: [UInt8] = []
    swap(&clear, &plain)
    defer { swap(&clear, &plain) }
    while true {
      clear.removeAll(keepingCapacity: true)
      switch try tls.read(into: &clear, max: 64 << 10) {
      case .needsMore: return
      case .closed: return endInput(socket)
      case .bytes:
        socket.connection.receive(clear.span, now: now, into: &events)
        deliver(socket)
      }
    }
  }

  /// Handles the end of the socket's input.
  private func ended(_ socket: SocketConnection) {
    guard let tls = socket.tls else { return endInput(socket) }
    tls.receiveEnd()
    do throws(TLSFailure) {
      try readPlain(socket, tls)
      if case .handshaking = socket.stage { try _ = tls.handshake() }
    } catch {
      failed(socket, error)
    }
  }

  /// Ends the input of the protocol; running calls are still answered.
  private func endInput(_ socket: SocketConnection) {
    guard !socket.hasEnded else { return }
    socket.hasEnded = true
    socket.connection.receiveEnd(now: now, into: &events)
    deliver(socket)
  }

  private func failed(_ socket: SocketConnection, _ failure: TLSFailure) {
    // One write for the TLS alert that tells the peer the cause.
    flushCipher(socket)
    switch socket.stage {
    case .handshaking where socket.isOutgoing: doom(socket, .connect(.tls(failure)))
    case .handshaking, .connecting, .open, .lingering, .doomed:
      doom(socket, socket.endReason.map { .ended($0) } ?? .tls(failure))
    }
  }

  func broken(_ socket: SocketConnection, _ error: Int32) {
    doom(socket, socket.endReason.map { .ended($0) } ?? .broken(errno: error))
  }

  /// Discards input after a GOAWAY until the peer closes too, or `lingerBytes` are reached.
  func discard(_ socket: SocketConnection) {
    guard case .lingering(let until, var left) = socket.stage else { return }
    touch(socket)
    while left > 0 {
      let count = unsafe clinux_receive(socket.fd, buffer.baseAddress, buffer.count)
      if count == -Int(EAGAIN) {
        socket.stage = .lingering(until: until, left: left)
        return
      }
      guard count > 0 else { break }
      left -= count
    }
    close(socket)
  }

  /// Closes with the end reason of the protocol.
  func close(_ socket: SocketConnection) {
    doom(socket, .ended(socket.endReason ?? .lost))
  }
}
