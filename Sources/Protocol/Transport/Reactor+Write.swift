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
      link.dueAt = link.due(writeStallMs: settings.writeStallMs)
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

  /// Writes until nothing waits or the socket is full.
  func flush(_ link: Link) {
    while fill(link) {
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
      guard link.connection.outputCount > 0 else { break }
      guard let tls = link.tls else {
        link.connection.takeOutput(into: &link.out)
        return true
      }
      var clear: [UInt8] = []
      swap(&clear, &spare)
      defer { swap(&clear, &spare) }
      link.connection.takeOutput(into: &clear)
      do throws(TLSFailure) {
        try tls.write(clear.span)
      } catch {
        doom(link, .tls(error))
        return false
      }
    }
    guard let tls = link.tls, tls.cipherCount > 0 else { return false }
    tls.takeCipher(into: &link.out)
    return true
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

  /// A peer that doesn't read: first it is not read either, then it is closed.
  private func limitOutput(_ link: Link) {
    guard !link.isDoomed else { return }
    let pending = link.pending
    if pending > settings.hardOutputBytes {
      return cut(link, "\(pending) bytes wait; the limit is \(settings.hardOutputBytes)")
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
