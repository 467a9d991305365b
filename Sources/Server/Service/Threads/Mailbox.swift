internal import Transport

/// Work for one thread: a locked list and a doorbell.
final class Mailbox<Element: Sendable>: Sendable {
  private struct Contents {
    var waiting: [Element] = []
    var isRung = false
    var isClosed = false
  }

  private let box = Lock(Contents())
  private let doorbell = Doorbell()

  /// The most elements that wait.
  let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Leaves an element; false where the box is full or closed.
  func put(_ element: Element) -> Bool {
    let isTaken = box.withLock { box in
      guard !box.isClosed, box.waiting.count < limit else { return false }
      box.waiting.append(element)
      return true
    }
    if isTaken { doorbell.ring() }
    return isTaken
  }

  /// Wakes the thread without leaving anything; a ring before it sleeps is not lost.
  func ring() {
    box.withLock { $0.isRung = true }
    doorbell.ring()
  }

  /// Takes nothing more; what waits is still handed out.
  func close() {
    box.withLock { $0.isClosed = true }
    doorbell.ring()
  }

  /// Takes all that waits, blocking for at most some milliseconds where nothing does and nobody has
  /// rung. Nil once the box is closed and empty.
  func takeAll(within milliseconds: Int32?) -> [Element]? {
    doorbell.sleep(
      timeoutMilliseconds: milliseconds,
      unless: {
        box.withLock { !$0.waiting.isEmpty || $0.isRung || $0.isClosed }
      })
    return box.withLock { box -> [Element]? in
      if box.isClosed, box.waiting.isEmpty { return nil }
      let taken = box.waiting
      box.waiting = []
      box.isRung = false
      return taken
    }
  }
}
