internal import Protocol

/// Requests that wait: for a look-up, for scrypt, for a stored reply, for something to move, or for
/// the books.
struct WaitList: Sendable {
  /// One waiting request.
  struct Waiter: Sendable {
    var incoming: IncomingRequest
    var found: LookupResults
    var cause: Cause
    /// Employers and persons that stay in memory for it.
    var pins: [Lookup] = []
    /// What scrypt made of its password, where it has come back from there.
    var derived: DerivedKey?
  }

  /// What it waits for.
  enum Cause: Sendable {
    case need(Lookup)
    case wait(WaitKey)
    case derive
    case stored
    /// The books are too far behind for a new change.
    case books

    /// What a request that waits for this may have done.
    var outcome: Outcome {
      switch self {
      case .need, .wait, .books: .notStarted
      // The try is counted, and may be taken back.
      case .derive: .unknown
      case .stored: .done
      }
    }
  }

  /// The most requests that wait; beyond it a request is refused, not started.
  static let countMax = 20_000
  /// The most of them that wait for the books, so that reports and reads that wait for a look-up
  /// still find a waiter.
  static let behindMax = 18_000
  /// The most that wait for something to move, which may be long; the other waiters are kept for
  /// what memory lacks.
  static let waitsMax = 10_000
  /// The most that one connection lets wait for something to move: as many calls as it may have
  /// open, so that a simulation's one connection is held by its own limit and by no other.
  static let connectionWaitsMax = 128
  /// The most that one session, or one login under way, lets wait for something to move.
  static let ownerWaitsMax = 32
  /// How many of those who have left may still stand among the deadlines, beyond as many as wait.
  static let deadlinesSpare = 1_024
  /// How long before its deadline a waiting request is answered with what there is, or
  /// refused where it waits for the books.
  static let marginMilliseconds: Int64 = 250

  /// There is no waiter: nothing of the request has been done.
  static var full: Refusal {
    Refusal(.exhausted, "系统繁忙，请求未开始处理", next: "请稍后重试")
  }

  /// Whose a wait is.
  private enum Owner: Hashable {
    case session(Digest256)
    case thing(WaitKey)
  }

  /// A connection's waiting requests.
  private struct Caller {
    var numbers: [ReplyAddress: UInt64] = [:]
    var waits = 0
  }

  private struct Connection: Hashable {
    var loop: UInt32
    var name: UInt64
  }

  private var waiters: [UInt64: Waiter] = [:]
  private var byNeed: [Lookup: [UInt64]] = [:]
  private var byWait: [WaitKey: [UInt64]] = [:]
  /// Those who wait for the books, in order of arrival; one that has left meanwhile is passed over.
  private var behind = Queue<UInt64>()
  private var byConnection: [Connection: Caller] = [:]
  private var waitsByOwner: [Owner: Int] = [:]
  private var waits = 0
  private var deadlines = TimerHeap<UInt64>()
  private var pins: [Lookup: Int] = [:]
  private var lastNumber: UInt64 = 0

  var count: Int { waiters.count }
  /// How many deadlines are kept, of those who have left too.
  var deadlineCount: Int { deadlines.count }
  var nextDeadline: Timestamp? { deadlines.next }
  /// How many wait for the books.
  private(set) var behindCount = 0

  /// Throws where a request may not wait for this, because too many do.
  func check(_ incoming: IncomingRequest, _ cause: Cause) throws(Refusal) {
    guard waiters.count < Self.countMax else { throw Self.full }
    guard case .wait(let key) = cause else { return }
    let ofConnection = byConnection[Self.connection(incoming.address)]?.waits ?? 0
    let ofOwner = waitsByOwner[Self.owner(incoming, key)] ?? 0
    guard waits < Self.waitsMax, ofConnection < Self.connectionWaitsMax,
      ofOwner < Self.ownerWaitsMax
    else { throw Refusal(.exhausted, "同时等待结果的请求过多，请求未开始处理", next: "请稍后重试") }
  }

  /// Whether a waiting request keeps an employer or a person in memory.
  func keeps(_ need: Lookup) -> Bool { pins[need] != nil }

  /// Parks a request. True where it is the first to wait for its need.
  mutating func park(_ waiter: Waiter) throws(Refusal) -> (number: UInt64, first: Bool) {
    try check(waiter.incoming, waiter.cause)
    lastNumber += 1
    waiters[lastNumber] = waiter
    let connection = Self.connection(waiter.incoming.address)
    byConnection[connection, default: Caller()].numbers[waiter.incoming.address] = lastNumber
    for pin in waiter.pins { pins[pin, default: 0] += 1 }
    var first = true
    switch waiter.cause {
    case .need(let need):
      first = byNeed[need] == nil
      byNeed[need, default: []].append(lastNumber)
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
    // Those who left are passed over when their time comes; here, when there are many of them.
    if deadlines.count > 2 * waiters.count + Self.deadlinesSpare {
      deadlines = TimerHeap()
      for (number, waiter) in waiters { deadlines.add(number, at: Self.due(waiter)) }
    } else {
      deadlines.add(number, at: Self.due(waiter))
    }
  }

  /// When a waiting request is answered, whatever has become of what it waits for.
  private static func due(_ waiter: Waiter) -> Timestamp {
    switch waiter.cause {
    case .wait, .books: waiter.incoming.deadline.adding(milliseconds: -marginMilliseconds)
    case .need, .derive, .stored: waiter.incoming.deadline
    }
  }

  /// Takes those who wait for a need, in order of arrival.
  mutating func take(_ need: Lookup) -> [Waiter] {
    (byNeed.removeValue(forKey: need) ?? []).compactMap { remove($0) }
  }

  /// Takes those who wait for a thing to move.
  mutating func take(_ key: WaitKey) -> [Waiter] {
    (byWait.removeValue(forKey: key) ?? []).compactMap { remove($0) }
  }

  /// Takes all who wait for something to move, in order of arrival.
  mutating func takeWaits() -> [Waiter] {
    byWait.values.joined().sorted().compactMap { remove($0) }
  }

  /// Takes the first of those who wait for the books.
  mutating func takeBehind() -> Waiter? {
    while let number = behind.popFirst() {
      if let waiter = remove(number) { return waiter }
    }
    return nil
  }

  /// Takes one by its number.
  mutating func take(_ number: UInt64) -> Waiter? { remove(number) }

  /// Takes one whose deadline has come.
  mutating func take(due now: Timestamp) -> Waiter? {
    while let number = deadlines.take(due: now) {
      if let waiter = remove(number) { return waiter }
    }
    return nil
  }

  /// Takes the one that a ticket's request is.
  mutating func take(_ address: ReplyAddress) -> Waiter? {
    byConnection[Self.connection(address)]?.numbers[address].flatMap { remove($0) }
  }

  /// Drops those of a connection that is gone.
  mutating func drop(loop: UInt32, connection: UInt64) {
    let gone = byConnection[Connection(loop: loop, name: connection)]?.numbers ?? [:]
    for number in gone.values { _ = remove(number) }
  }

  private mutating func remove(_ number: UInt64) -> Waiter? {
    guard let waiter = waiters.removeValue(forKey: number) else { return nil }
    let connection = Self.connection(waiter.incoming.address)
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
    case .need, .derive, .stored: break
    }
    if byConnection[connection]?.numbers.isEmpty == true { byConnection[connection] = nil }
    return waiter
  }

  private mutating func release(_ owner: Owner) {
    guard let count = waitsByOwner[owner] else { return }
    waitsByOwner[owner] = count > 1 ? count - 1 : nil
  }

  private static func connection(_ address: ReplyAddress) -> Connection {
    Connection(loop: address.loop, name: address.connection)
  }

  private static func owner(_ incoming: IncomingRequest, _ key: WaitKey) -> Owner {
    incoming.token.map { .session($0) } ?? .thing(key)
  }
}
