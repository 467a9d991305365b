internal import CLinux
internal import Protocol

extension Reactor {
  /// Deadlines of all links; a scan only when the earliest one may have come.
  func passTime() {
    if let again = acceptAgainAt, now >= again { goOnAccepting() }
    guard now >= nextDue else { return }
    nextDue = .max
    for link in links {
      guard let link, !link.isDoomed else { continue }
      if link.dueAt <= now { timeout(link) }
      if !link.isTouched { nextDue = min(nextDue, link.dueAt) }
    }
  }

  private func timeout(_ link: Link) {
    touch(link)
    if now >= link.slowAt(settings) {
      return cut(link, "\(link.pending) bytes wait, and are taken too slowly or not at all")
    }
    switch link.stage {
    case .connecting(let until):
      if now >= until { doom(link, .connect(.timedOut)) }
    case .handshaking(let until):
      if now >= until { doom(link, link.isOutgoing ? .connect(.timedOut) : .handshakeTimeout) }
    case .lingering(let until, _):
      if now >= until { close(link) }
    case .open:
      link.connection.tick(now: now, into: &events)
      deliver(link)
    case .doomed: break
    }
  }

  /// Stops accepting, says GOAWAY, lets calls finish, cuts what is left at the end.
  func drain(graceMs: UInt32) {
    guard drainEnd == nil else { return }
    listeners.removeAll()
    drainEnd = now &+ UInt64(graceMs) &+ settings.lingerMs
    for link in links {
      guard let link, !link.isDoomed else { continue }
      switch link.stage {
      case .open:
        link.connection.drain(graceMs: graceMs, now: now)
        touch(link)
      case .connecting, .handshaking: doom(link, .stopped)
      case .lingering, .doomed: break
      }
    }
  }

  func finishDrain() {
    guard let end = drainEnd else { return }
    if now >= end {
      for link in links {
        guard let link, !link.isDoomed else { continue }
        drainCut += 1
        doom(link, .stopped)
      }
    }
    guard linkCount == 0 else { return }
    drainEnd = nil
    owner?.drained(cut: drainCut)
  }
}
