internal import CLinux
internal import Glibc
internal import Protocol
internal import TLS

extension Reactor {
  /// The end of a turn: each touched connection is written to once, and asked what it waits for.
  func settle() {
    var links: [Link] = []
    swap(&links, &touched)
    for link in links {
      link.isTouched = false
      guard !link.isDoomed else { continue }
      flush(link)
      limitOutput(link)
      leave(link)
      guard !link.isDoomed else { continue }
      updateMask(link)
      link.dueAt = link.due(settings)
      nextDue = min(nextDue, link.dueAt)
    }
    links.removeAll(keepingCapacity: true)
    if touched.isEmpty { swap(&links, &touched) }
  }

  /// Skips what epoll knows already (it costs a system call).
  private func updateMask(_ link: Link) {
    let wanted = link.wantedMask
    guard wanted != link.mask else { return }
    link.mask = wanted
    let result = poller.modify(link.fd, wanted, token: link.id.raw)
    if result < 0 { broken(link, -result) }
  }

  /// Writes until nothing waits, the socket is full or the connection had its share; epoll then
  /// tells when to go on.
  func flush(_ link: Link) {
    var share = settings.writeBytesPerTurn
    while share > 0, fill(link) {
      let count = unsafe link.out.withUnsafeBufferPointer { bytes in
        unsafe clinux_send(
          link.fd, UnsafeRawPointer(bytes.baseAddress).map { unsafe $0 + link.sent },
          bytes.count - link.sent)
      }
      if count == -Int(EAGAIN) {
        if link.stalledSince == nil { link.stalledSince = now }
        return
      }
      guard count >= 0 else { return broken(link, Int32(-count)) }
      share -= count
      link.sent += count
      link.stalledSince = link.sent < link.out.count ? now : nil
    }
    link.stalledSince = nil
  }

  /// Makes bytes for the socket, where none wait; false when there is nothing to write.
  private func fill(_ link: Link) -> Bool {
    if link.sent < link.out.count { return true }
    link.sent = 0
    link.out.removeAll(keepingCapacity: link.out.capacity <= 256 << 10)
    switch link.stage {
    case .connecting, .doomed: return false
    case .handshaking, .lingering: break
    case .open:
      guard let tls = link.tls else {
        guard link.connection.outputCount > 0 else { return false }
        link.connection.takeOutput(into: &link.out)
        return true
      }
      do throws(TLSFailure) {
        try encrypt(link, tls)
      } catch {
        doom(link, .tls(error))
        return false
      }
    }
    guard let tls = link.tls, tls.cipherCount > 0 else { return false }
    tls.takeCipher(into: &link.out)
    return true
  }

  /// Gives TLS what waits, at most a piece of it: its own buffer has an end.
  private func encrypt(_ link: Link, _ tls: TLSSession) throws(TLSFailure) {
    if link.encrypted == link.clear.count {
      guard link.connection.outputCount > 0 else { return }
      guard link.connection.outputCount > Limits.flushBytes else {
        var clear: [UInt8] = []
        swap(&clear, &spare)
        defer { swap(&clear, &spare) }
        link.connection.takeOutput(into: &clear)
        return try tls.write(clear.span)
      }
      link.clear = link.connection.takeOutput()
      link.encrypted = 0
    }
    let end = min(link.clear.count, link.encrypted + Limits.flushBytes)
    let clear = link.clear
    try tls.write(clear.span.extracting(link.encrypted..<end))
    link.encrypted = end
    guard end == link.clear.count else { return }
    link.clear = []
    link.encrypted = 0
  }

  /// One attempt to write what TLS has, before the socket closes.
  func flushCipher(_ link: Link) {
    guard let tls = link.tls, tls.cipherCount > 0, link.sent == link.out.count else { return }
    link.out.removeAll()
    link.sent = 0
    tls.takeCipher(into: &link.out)
    _ = unsafe link.out.withUnsafeBufferPointer { bytes in
      unsafe clinux_send(link.fd, bytes.baseAddress, bytes.count)
    }
  }

  /// A peer that doesn't read: first it is not read either, then time runs against it.
  private func limitOutput(_ link: Link) {
    guard !link.isDoomed else { return }
    let pending = link.pending
    link.overSince = pending > settings.hardOutputBytes ? link.overSince ?? now : nil
    if link.wantsRoom, pending <= settings.softOutputBytes / 2 {
      link.wantsRoom = false
      relieved.append(link)
    }
    if pending > settings.softOutputBytes {
      guard !link.isCongested else { return }
      link.isCongested = true
      link.connection.setReading(false, now: now)
    } else if link.isCongested, pending <= settings.softOutputBytes / 2 {
      link.isCongested = false
      if !link.isParked { link.connection.setReading(true, now: now) }
    }
  }

  /// Tells the delegate of the connections that have room again.
  func tellRoom() {
    guard !relieved.isEmpty else { return }
    var links: [Link] = []
    swap(&links, &relieved)
    for link in links where !link.isDoomed { owner?.hasRoom(link.id) }
  }

  func cut(_ link: Link, _ text: String) {
    link.connection.goAway(code: .slowConsumer, text: text)
    link.connection.tick(now: now, into: &events)
    for case .ended(let reason) in events { link.endReason = reason }
    // The events wait in the list of owed ones no more; they are delivered with the end.
    deliver(link)
    close(link)
  }

  /// Does with the transport what the protocol advises, once everything is written.
  private func leave(_ link: Link) {
    guard case .open = link.stage, link.connection.shouldClose else { return }
    if link.endReason == nil {
      link.connection.tick(now: now, into: &events)
      deliver(link)
      flush(link)
    }
    guard !link.isDoomed else { return }
    switch link.connection.closeAdvice {
    case .keepOpen: return
    case .closeNow: return close(link)
    case .flushThenClose, .flushThenLinger:
      guard link.pending == 0 else { return }
      link.tls?.close()
      flush(link)
      guard link.pending == 0, !link.isDoomed else { return }
      guard link.connection.closeAdvice == .flushThenLinger, !link.hasEnded else {
        return close(link)
      }
      _ = clinux_shutdown_write(link.fd)
      link.stage = .lingering(until: now &+ settings.lingerMs, left: settings.lingerBytes)
    }
  }
}
