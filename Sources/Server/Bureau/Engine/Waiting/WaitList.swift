internal import Protocol

/// Requests that wait: for a lookup, for scrypt, for a stored reply, for something to move, or for
/// the books; and those whose cause is gone, to be performed again.
struct WaitList: Sendable {
  /// One waiting request.
  struct Waiter: Sendable {
    var incoming: IncomingRequest
    var found: LookupResults
    var cause: Cause
    /// Employers and persons that stay in memory for it.
    var pins: [Lookup] = []
    /// The key derived from its password, where scrypt has worked already.
    var derived: DerivedKey?
  }

  /// The cause of a wait.
  enum Cause: Sendable {
    /// A reader looks something up in the books.
    case lookup(Lookup)
    /// The caller asked to wait until something moves.
    case wait(WaitKey)
    /// scrypt works on its password.
    case derive
    /// A reader reads the stored reply of its key.
    case stored
    /// The books are too far behind for a new change.
    case books

    /// The outcome told to a caller whose request leaves the list without an answer.
    var outcome: CallError.Outcome {
      switch self {
      case .lookup, .wait, .books: .notStarted
      // The try is counted, and may be taken back.
      case .derive: .unknown
      case .stored: .done
      }
    }
  }

  /// The most requests that wait; beyond it a request is refused, not started.
  static let countMax = 20_000
  /// The most of them that wait for the books, so that reports and reads that wait for a lookup
  /// still find room.
  static let behindMax = 18_000
  /// The most that wait for something to move, which may be long; the other room is kept for
  /// lookups.
  static let waitsMax = 10_000
  /// The most that one connection lets wait for something to move: as many calls as it may have
  /// open, so that a simulation's one connection is held by its own limit and by no other.
  static let connectionWaitsMax = 128
  /// The most that one session, or one login under way, lets wait for something to move.
  static let ownerWaitsMax = 32
  /// Cancelled entries tolerated in the deadline heap before it is rebuilt.
  static let deadlinesSpare = 1_024
  /// The time before its deadline at which a wait is answered with what there is, and a request
  /// that waits for the books is refused.
  static let marginMilliseconds: Int64 = 250

  /// The list is full; nothing of the request has been done.
  static var full: Refusal {
    Refusal(.exhausted, "系统繁忙，请求未开始处理", next: "请稍后重试")
  }

  /// The owner of a wait, whose waits are limited.
  private enum Owner: Hashable {
    case session(Digest256)
    case thing(WaitKey)
  }

  /// A connection's waiting requests.
  private struct OfConnection {
    var numbers: [ReplyAddress: UInt64] = [:]
    var waits = 0
  }

  private var waiters: [UInt64: Waiter] = [:]
  private var byLookup: [Lookup: [UInt64]] = [:]
  private var byWait: [WaitKey: [UInt64]] = [:]
  /// Requests that wait for the books, in order of arrival; one that has left is skipped.
  private var behind = Queue<UInt64>()
  private var byConnection: [ConnectionAddress: OfConnection] = [:]
  private var waitsByOwner: [Owner: Int] = [:]
  private var waits = 0
  private var deadlines = TimerHeap<UInt64>()
  private var pins: [Lookup: Int] = [:]
  private var lastNumber: UInt64 = 0
  /// Requests whose cause is gone, the first to be ready first.
  private(set) var ready = Queue<Waiter>()

  /// The number of requests that wait.
  var count: Int { waiters.count }
  /// The number of deadlines, cancelled ones too.
  var deadlineCount: Int { deadlines.count }
  var nextDeadline: Timestamp? { deadlines.next }
  /// The number of requests that wait for the books.
  private(set) var behindCount = 0

  /// Checks that a request may wait for a cause.
  ///
  /// - Throws: a refusal where too many wait.
  func check(_ incoming: IncomingRequest, _ cause: Cause) throws(Refusal) {
    guard waiters.count < Self.countMax else { throw Self.full }
    guard case .wait(let key) = cause else { return }
    let ofConnection = byConnection[incoming.address.ofConnection]?.waits ?? 0
    let ofOwner = waitsByOwner[Self.owner(incoming, key)] ?? 0
    guard waits < Self.waitsMax, ofConnection < Self.connectionWaitsMax,
      ofOwner < Self.ownerWaitsMax
    else { throw Refusal(.exhausted, "同时等待结果的请求过多，请求未开始处理", next: "请稍后重试") }
  }

  /// Whether a waiting request keeps an employer or a person in memory.
  func keeps(_ lookup: Lookup) -> Bool { pins[lookup] != nil }

  /// Adds a request. `first` is true where it is the first to wait for its lookup.
  ///
  /// - Throws: a refusal where too many wait.
  mutating func add(_ waiter: Waiter) throws(Refusal) -> (number: UInt64, first: Bool) {
    try check(waiter.incoming, waiter.cause)
    lastNumber += 1
    waiters[lastNumber] = waiter
    let connection = waiter.incoming.address.ofConnection
    byConnection[connection, default: OfConnection()].numbers[waiter.incoming.address] = lastNumber
    for pin in waiter.pins { pins[pin, default: 0] += 1 }
    var first = true
    switch waiter.cause {
    case .lookup(let lookup):
      first = byLookup[lookup] == nil
      byLookup[lookup, default: []].append(lastNumber)
    case .wait(let key):
      byWait[key, default: []].append(lastNumber)
      waits += 1
      byConnection[connection]?.waits += 1
      waitsByOwner[Self.owner(waiter.incoming, key), default: 0] += 1
    case .books:
      behind.append(lastNumber)
      // Cancelled ones are passed over when their turn comes; here, when there are many of them.
      if behind.count > 2 * Self.behindMax { behind.removeAll { waiters[$0] == nil } }
      behindCount += 1
    case .derive, .stored: break
    }
    addDeadline(lastNumber, waiter)
    return (lastNumber, first)
  }

  private mutating func addDeadline(_ number: UInt64, _ waiter: Waiter) {
    // Cancelled entries are skipped when their time comes; here, when there are many of them.
    if deadlines.count > 2 * waiters.count + Self.deadlinesSpare {
      deadlines = TimerHeap()
      for (number, waiter) in waiters { deadlines.add(number, at: Self.due(waiter)) }
    } else {
      deadlines.add(number, at: Self.due(waiter))
    }
  }

  /// Returns the time at which a waiting request is answered even without what it waits for.
  private static func due(_ waiter: Waiter) -> Timestamp {
    switch waiter.cause {
    case .wait, .books: waiter.incoming.deadline.adding(milliseconds: -marginMilliseconds)
    case .lookup, .derive, .stored: waiter.incoming.deadline
    }
  }

  /// Removes the requests that wait for a lookup, in order of arrival.
  mutating func removeAll(for lookup: Lookup) -> [Waiter] {
    (byLookup.removeValue(forKey: lookup) ?? []).compactMap { remove($0) }
  }

  /// Removes all requests that wait for something to move, in order of arrival.
  mutating func removeAllWaits() -> [Waiter] {
    byWait.values.joined().sorted().compactMap { remove($0) }
  }

  /// Removes a request by its number; nil where it has left.
  mutating func remove(number: UInt64) -> Waiter? { remove(number) }

  /// Removes the request whose answer goes to an address; nil where none waits.
  mutating func remove(at address: ReplyAddress) -> Waiter? {
    byConnection[address.ofConnection]?.numbers[address].flatMap { remove($0) }
  }

  /// Removes the requests of a connection that is gone.
  mutating func removeAll(ofLoop loop: UInt32, connection: UInt64) {
    let gone = byConnection[ConnectionAddress(loop: loop, connection: connection)]?.numbers ?? [:]
    for number in gone.values { _ = remove(number) }
  }

  /// Removes the first request that waits for the books.
  mutating func popBehind() -> Waiter? {
    while let number = behind.popFirst() {
      if let waiter = remove(number) { return waiter }
    }
    return nil
  }

  /// Removes a request whose time is over.
  mutating func popDue(by now: Timestamp) -> Waiter? {
    while let number = deadlines.popDue(by: now) {
      if let waiter = remove(number) { return waiter }
    }
    return nil
  }

  /// Makes the requests ready that wait for a thing that has moved.
  mutating func wake(_ key: WaitKey) {
    for number in byWait.removeValue(forKey: key) ?? [] {
      if let waiter = remove(number) { ready.append(waiter) }
    }
  }

  /// Makes the requests ready that wait for a lookup, and gives them its result.
  mutating func wake(with result: LookupResult) {
    for number in byLookup.removeValue(forKey: result.lookup) ?? [] {
      guard var waiter = remove(number) else { continue }
      waiter.found.add(result)
      ready.append(waiter)
    }
  }

  /// Removes the request that has been ready longest.
  mutating func popReady() -> Waiter? { ready.popFirst() }

  private mutating func remove(_ number: UInt64) -> Waiter? {
    guard let waiter = waiters.removeValue(forKey: number) else { return nil }
    let connection = waiter.incoming.address.ofConnection
    byConnection[connection]?.numbers[waiter.incoming.address] = nil
    for pin in waiter.pins {
      let others = (pins[pin] ?? 1) - 1
      pins[pin] = others > 0 ? others : nil
    }
    switch waiter.cause {
    case .wait(let key):
      byWait[key]?.removeAll { $0 == number }
      if byWait[key]?.isEmpty == true { byWait[key] = nil }
      waits -= 1
      byConnection[connection]?.waits -= 1
      release(Self.owner(waiter.incoming, key))
    case .books: behindCount -= 1
    case .lookup, .derive, .stored: break
    }
    if byConnection[connection]?.numbers.isEmpty == true { byConnection[connection] = nil }
    return waiter
  }

  private mutating func release(_ owner: Owner) {
    guard let count = waitsByOwner[owner] else { return }
    waitsByOwner[owner] = count > 1 ? count - 1 : nil
  }

  private static func owner(_ incoming: IncomingRequest, _ key: WaitKey) -> Owner {
    incoming.token.map { .session($0) } ?? .thing(key)
  }
}
