internal import Transport

/// A bounded queue of work for one thread: a locked list and a doorbell. Any thread may put, ring
/// and close; one thread takes.
final class Mailbox<Element: Sendable>: Sendable {
  private struct Contents {
    var waiting: [Element] = []
    var isRung = false
    var isClosed = false
  }

  private let box = Lock(Contents())
  private let doorbell = Doorbell()

  /// The most elements that may wait.
  let limit: Int

  init(limit: Int) { self.limit = limit }

  /// Appends an element and wakes the thread; false where the mailbox is full or closed.
  func put(_ element: Element) -> Bool {
    let isTaken = box.withLock { box in
      guard !box.isClosed, box.waiting.count < limit else { return false }
      box.waiting.append(element)
      return true
    }
    if isTaken { doorbell.ring() }
    return isTaken
  }

  /// Wakes the thread without an element; a ring before it sleeps is not lost.
  func ring() {
    box.withLock { $0.isRung = true }
    doorbell.ring()
  }

  /// Refuses further elements; those that wait are still delivered.
  func close() {
    box.withLock { $0.isClosed = true }
    doorbell.ring()
  }

  /// Returns all waiting elements. Blocks until there is one or a ring, at most `milliseconds`;
  /// nil: without a limit. Returns nil once the mailbox is closed and empty.
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
