internal import CLinux
internal import Glibc
internal import Protocol
internal import TLS

extension Reactor {
  /// Reads until nothing is left or the connection had its share; what is left is reported again.
  func read(_ link: Link, _ ready: UInt32) {
    touch(link)
    guard !isPaused else { return park(link, ready) }
    var share = settings.readBytesPerTurn
    while share > 0, link.takesInput {
      let count = unsafe clinux_receive(link.fd, buffer.baseAddress, buffer.count)
      if count == -Int(EAGAIN) { return }
      guard count >= 0 else { return broken(link, Int32(-count)) }
      guard count > 0 else { return ended(link) }
      share -= count
      take(link, count)
      // A short read means that the socket is empty; asking again would cost a call.
      if unsafe count < buffer.count { break }
    }
    // Hung up in both directions, and nobody reads: it would be reported for ever.
    if ready & (Poller.hangup | Poller.error) != 0, !link.takesInput, !link.isDoomed {
      broken(link, ECONNRESET)
    }
  }

  private func park(_ link: Link, _ ready: UInt32) {
    guard ready & (Poller.hangup | Poller.error) == 0 else { return broken(link, ECONNRESET) }
    guard !link.isParked else { return }
    link.isParked = true
    link.connection.setReading(false, now: now)
    parked.append(link)
  }

  func resumeReading() {
    isPaused = false
    for link in parked where !link.isDoomed {
      link.isParked = false
      if !link.isCongested { link.connection.setReading(true, now: now) }
      touch(link)
    }
    parked.removeAll()
  }

  private func take(_ link: Link, _ count: Int) {
    guard let tls = link.tls else {
      // The kernel has written `count` bytes, and the span doesn't outlive the call.
      let filled = unsafe UnsafeBufferPointer(rebasing: buffer[..<count])
      unsafe link.connection.receive(filled.span, now: now, into: &events)
      return deliver(link)
    }
    do throws(TLSFailure) {
      let filled = unsafe UnsafeRawBufferPointer(start: buffer.baseAddress, count: count)
      try unsafe tls.receive(filled)
      try readPlain(link, tls)
    } catch {
      failed(link, error)
    }
  }

  private func readPlain(_ link: Link, _ tls: TLSSession) throws(TLSFailure) {
    if case .handshaking = link.stage {
      guard try tls.handshake() else { return }
      link.stage = .open
      link.peer = Peer(
        address: link.peer.address, port: link.peer.port, kind: .tls(tls.peer))
      announce(link)
    }
    var clear: [UInt8] = []
    swap(&clear, &plain)
    defer { swap(&clear, &plain) }
    while true {
      clear.removeAll(keepingCapacity: true)
      switch try tls.read(into: &clear, max: 64 << 10) {
      case .needsMore: return
      case .closed: return endInput(link)
      case .bytes:
        link.connection.receive(clear.span, now: now, into: &events)
        deliver(link)
      }
    }
  }

  /// The socket has no more bytes.
  private func ended(_ link: Link) {
    guard let tls = link.tls else { return endInput(link) }
    tls.receiveEnd()
    do throws(TLSFailure) {
      try readPlain(link, tls)
      if case .handshaking = link.stage { try _ = tls.handshake() }
    } catch {
      failed(link, error)
    }
  }

  /// The peer says no more: what runs is still answered.
  private func endInput(_ link: Link) {
    guard !link.hasEnded else { return }
    link.hasEnded = true
    link.connection.receiveEnd(now: now, into: &events)
    deliver(link)
  }

  private func failed(_ link: Link, _ failure: TLSFailure) {
    // The alert that tells the peer why is worth one write.
    flushCipher(link)
    switch link.stage {
    case .handshaking where link.isOutgoing: doom(link, .connect(.tls(failure)))
    case .handshaking, .connecting, .open, .lingering, .doomed:
      doom(link, link.endReason.map { .ended($0) } ?? .tls(failure))
    }
  }

  func broken(_ link: Link, _ error: Int32) {
    doom(link, link.endReason.map { .ended($0) } ?? .broken(errno: error))
  }

  /// After GOAWAY: bytes of the peer are thrown away until it closes too.
  func discard(_ link: Link) {
    guard case .lingering(let until, var left) = link.stage else { return }
    touch(link)
    while left > 0 {
      let count = unsafe clinux_receive(link.fd, buffer.baseAddress, buffer.count)
      if count == -Int(EAGAIN) {
        link.stage = .lingering(until: until, left: left)
        return
      }
      guard count > 0 else { break }
      left -= count
    }
    close(link)
  }

  /// The end that the protocol wanted.
  func close(_ link: Link) {
    doom(link, .ended(link.endReason ?? .lost))
  }
}
