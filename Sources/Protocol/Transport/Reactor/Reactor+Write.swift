internal import CLinux
internal import Glibc
internal import Protocol
internal import TLS

extension Reactor {
  /// Ends a turn: writes once to each touched connection, and updates its epoll mask and deadline.
  func flushTouched() {
    var sockets: [SocketConnection] = []
    swap(&sockets, &touched)
    for socket in sockets {
      socket.isTouched = false
      guard !socket.isDoomed else { continue }
      flush(socket)
      limitOutput(socket)
      closeAsAdvised(socket)
      guard !socket.isDoomed else { continue }
      updateMask(socket)
      socket.dueAt = socket.due(settings)
      nextDue = min(nextDue, socket.dueAt)
    }
    sockets.removeAll(keepingCapacity: true)
    if touched.isEmpty { swap(&sockets, &touched) }
  }

  /// Updates the epoll mask where it changed: each update is a system call.
  private func updateMask(_ socket: SocketConnection) {
    let wanted = socket.wantedMask
    guard wanted != socket.mask else { return }
    socket.mask = wanted
    let result = poller.modify(socket.fd, wanted, token: socket.id.raw)
    if result < 0 { broken(socket, -result) }
  }

  /// Writes until no output is left, the socket is full or `writeBytesPerTurn` is reached; epoll
  /// then reports when to go on.
  func flush(_ socket: SocketConnection) {
    var share = settings.writeBytesPerTurn
    while share > 0, fill(socket) {
      let count = unsafe socket.out.withUnsafeBufferPointer { bytes in
        unsafe clinux_send(
          socket.fd, UnsafeRawPointer(bytes.baseAddress).map { unsafe $0 + socket.sent },
          bytes.count - socket.sent)
      }
      if count == -Int(EAGAIN) {
        if socket.stalledSince == nil { socket.stalledSince = now }
        return
      }
      guard count >= 0 else { return broken(socket, Int32(-count)) }
      share -= count
      socket.sent += count
      socket.stalledSince = socket.sent < socket.out.count ? now : nil
    }
    socket.stalledSince = nil
  }

  /// Fills the empty `out` with bytes for the socket; false when there is nothing to write.
  private func fill(_ socket: SocketConnection) -> Bool {
    if socket.sent < socket.out.count { return true }
    socket.sent = 0
    socket.out.removeAll(keepingCapacity: socket.out.capacity <= 256 << 10)
    switch socket.stage {
    case .connecting, .doomed: return false
    case .handshaking, .lingering: break
    case .open:
      guard let tls = socket.tls else {
        guard socket.connection.outputCount > 0 else { return false }
        socket.connection.takeOutput(into: &socket.out)
        return true
      }
      do throws(TLSFailure) {
        try encrypt(socket, tls)
      } catch {
        doom(socket, .tls(error))
        return false
      }
    }
    guard let tls = socket.tls, tls.cipherCount > 0 else { return false }
    tls.takeCipher(into: &socket.out)
    return true
  }

  /// Encrypts waiting output, at most `Limits.flushBytes` at once: the buffer of the TLS session is
  /// bounded.
  private func encrypt(_ socket: SocketConnection, _ tls: TLSSession) throws(TLSFailure) {
    if socket.encrypted == socket.clear.count {
      guard socket.connection.outputCount > 0 else { return }
      guard socket.connection.outputCount > Limits.flushBytes else {
        var clear: [UInt8] = []
        swap(&clear, &spare)
        defer { swap(&clear, &spare) }
        socket.connection.takeOutput(into: &clear)
        return try tls.write(clear.span)
      }
      socket.clear = socket.connection.takeOutput()
      socket.encrypted = 0
    }
    let end = min(socket.clear.count, socket.encrypted + Limits.flushBytes)
    let clear = socket.clear
    try tls.write(clear.span.extracting(socket.encrypted..<end))
    socket.encrypted = end
    guard end == socket.clear.count else { return }
    socket.clear = []
    socket.encrypted = 0
  }

  /// Writes waiting ciphertext in one attempt, before the socket closes.
  func flushCipher(_ socket: SocketConnection) {
    guard let tls = socket.tls, tls.cipherCount > 0, socket.sent == socket.out.count else { return }
    socket.out.removeAll()
    socket.sent = 0
    tls.takeCipher(into: &socket.out)
    _ = unsafe socket.out.withUnsafeBufferPointer { bytes in
      unsafe clinux_send(socket.fd, bytes.baseAddress, bytes.count)
    }
  }

  /// Bounds the waiting output of a slow peer: above the soft limit it is not read, above the hard
  /// limit its time runs.
  private func limitOutput(_ socket: SocketConnection) {
    guard !socket.isDoomed else { return }
    let pending = socket.pending
    socket.overSince = pending > settings.hardOutputBytes ? socket.overSince ?? now : nil
    if socket.wantsRoom, pending <= settings.softOutputBytes / 2 {
      socket.wantsRoom = false
      relieved.append(socket)
    }
    if pending > settings.softOutputBytes {
      guard !socket.isCongested else { return }
      socket.isCongested = true
      socket.connection.setReading(false, now: now)
    } else if socket.isCongested, pending <= settings.softOutputBytes / 2 {
      socket.isCongested = false
      if !socket.isParked { socket.connection.setReading(true, now: now) }
    }
  }

  /// Reports `outputDrained` for connections that have room again.
  func reportRoom() {
    guard !relieved.isEmpty else { return }
    var sockets: [SocketConnection] = []
    swap(&sockets, &relieved)
    for socket in sockets where !socket.isDoomed { owner?.outputDrained(socket.id) }
  }

  func cut(_ socket: SocketConnection, _ text: String) {
    socket.connection.goAway(code: .slowConsumer, text: text)
    socket.connection.tick(now: now, into: &events)
    for case .ended(let reason) in events { socket.endReason = reason }
    // The events do not wait for the next tick: they are delivered with the end.
    deliver(socket)
    close(socket)
  }

  /// Closes the transport as the protocol advises, once everything is written.
  private func closeAsAdvised(_ socket: SocketConnection) {
    guard case .open = socket.stage, socket.connection.shouldClose else { return }
    if socket.endReason == nil {
      socket.connection.tick(now: now, into: &events)
      deliver(socket)
      flush(socket)
    }
    guard !socket.isDoomed else { return }
    switch socket.connection.closeAdvice {
    case .keepOpen: return
    case .closeNow: return close(socket)
    case .flushThenClose, .flushThenLinger:
      guard socket.pending == 0 else { return }
      socket.tls?.close()
      flush(socket)
      guard socket.pending == 0, !socket.isDoomed else { return }
      guard socket.connection.closeAdvice == .flushThenLinger, !socket.hasEnded else {
        return close(socket)
      }
      _ = clinux_shutdown_write(socket.fd)
      socket.stage = .lingering(until: now &+ settings.lingerMs, left: settings.lingerBytes)
    }
  }
}
