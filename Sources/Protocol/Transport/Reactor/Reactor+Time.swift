internal import CLinux
internal import Protocol

extension Reactor {
  /// Acts on the deadlines of all connections; scans them only when the earliest may have come.
  func checkDeadlines() {
    if let again = acceptAgainAt, now >= again { goOnAccepting() }
    guard now >= nextDue else { return }
    nextDue = .max
    for socket in sockets {
      guard let socket, !socket.isDoomed else { continue }
      if socket.dueAt <= now { timeout(socket) }
      if !socket.isTouched { nextDue = min(nextDue, socket.dueAt) }
    }
  }

  private func timeout(_ socket: SocketConnection) {
    touch(socket)
    if now >= socket.slowAt(settings) {
      return cut(socket, "\(socket.pending) bytes wait, and are taken too slowly or not at all")
    }
    switch socket.stage {
    case .connecting(let until):
      if now >= until { doom(socket, .connect(.timedOut)) }
    case .handshaking(let until):
      if now >= until { doom(socket, socket.isOutgoing ? .connect(.timedOut) : .handshakeTimeout) }
    case .lingering(let until, _):
      if now >= until { close(socket) }
    case .open:
      socket.connection.tick(now: now, into: &events)
      deliver(socket)
    case .doomed: break
    }
  }

  /// Stops accepting, sends GOAWAY on open connections and drops those still connecting.
  func drain(graceMs: UInt32) {
    guard drainEnd == nil else { return }
    listeners.removeAll()
    drainEnd = now &+ UInt64(graceMs) &+ settings.lingerMs
    for socket in sockets {
      guard let socket, !socket.isDoomed else { continue }
      switch socket.stage {
      case .open:
        socket.connection.drain(graceMs: graceMs, now: now)
        touch(socket)
      case .connecting, .handshaking: doom(socket, .stopped)
      case .lingering, .doomed: break
      }
    }
  }

  /// Cuts the remaining connections once the drain's time is over, and reports the end of the drain
  /// once none is left.
  func finishDrain() {
    guard let end = drainEnd else { return }
    if now >= end {
      for socket in sockets {
        guard let socket, !socket.isDoomed else { continue }
        drainCut += 1
        doom(socket, .stopped)
      }
    }
    guard socketCount == 0 else { return }
    drainEnd = nil
    owner?.drained(cut: drainCut)
  }
}
