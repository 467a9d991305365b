internal import Protocol

/// Requests that wait: for a look-up, for scrypt, for a stored reply, for something to move, or for
/// the books.
struct Parking: Sendable {
  /// One waiting request.
  struct Place: Sendable {
    var incoming: Incoming
    var found: Found
    var why: Why
    /// Employers and persons that stay in memory for it.
    var pins: [Need] = []
    /// What scrypt made of its password, where it has come back from there.
    var derived: DerivedKey?
  }

  /// What it waits for.
  enum Why: Sendable {
    case need(Need)
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
  /// still find a place.
  static let behindMax = 18_000
  /// The most that wait for something to move, which may be long; the other places are kept for
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

  /// There is no place: nothing of the request has been done.
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
    var numbers: [Ticket: UInt64] = [:]
    var waits = 0
  }

  private struct Connection: Hashable {
    var loop: UInt32
    var name: UInt64
  }

  private var places: [UInt64: Place] = [:]
  private var byNeed: [Need: [UInt64]] = [:]
  private var byWait: [WaitKey: [UInt64]] = [:]
  /// Those who wait for the books, in order of arrival; one that has left meanwhile is passed over.
  private var behind = Queue<UInt64>()
  private var byConnection: [Connection: Caller] = [:]
  private var waitsByOwner: [Owner: Int] = [:]
  private var waits = 0
  private var deadlines = Schedule<UInt64>()
  private var pins: [Need: Int] = [:]
  private var lastNumber: UInt64 = 0

  var count: Int { places.count }
  /// How many deadlines are kept, of those who have left too.
  var deadlineCount: Int { deadlines.count }
  var nextDeadline: Timestamp? { deadlines.next }
  /// How many wait for the books.
  private(set) var behindCount = 0

  /// Throws where a request may not wait for this, because too many do.
  func check(_ incoming: Incoming, _ why: Why) throws(Refusal) {
    guard places.count < Self.countMax else { throw Self.full }
    guard case .wait(let key) = why else { return }
    let ofConnection = byConnection[Self.connection(incoming.ticket)]?.waits ?? 0
    let ofOwner = waitsByOwner[Self.owner(incoming, key)] ?? 0
    guard waits < Self.waitsMax, ofConnection < Self.connectionWaitsMax,
      ofOwner < Self.ownerWaitsMax
    else { throw Refusal(.exhausted, "同时等待结果的请求过多，请求未开始处理", next: "请稍后重试") }
  }

  /// Whether a waiting request keeps an employer or a person in memory.
  func keeps(_ need: Need) -> Bool { pins[need] != nil }

  /// Parks a request. True where it is the first to wait for its need.
  mutating func park(_ place: Place) throws(Refusal) -> (number: UInt64, first: Bool) {
    try check(place.incoming, place.why)
    lastNumber += 1
    places[lastNumber] = place
    let connection = Self.connection(place.incoming.ticket)
    byConnection[connection, default: Caller()].numbers[place.incoming.ticket] = lastNumber
    for pin in place.pins { pins[pin, default: 0] += 1 }
    var first = true
    switch place.why {
    case .need(let need):
      first = byNeed[need] == nil
      byNeed[need, default: []].append(lastNumber)
    case .wait(let key):
      byWait[key, default: []].append(lastNumber)
      waits += 1
      byConnection[connection]?.waits += 1
      waitsByOwner[Self.owner(place.incoming, key), default: 0] += 1
    case .books:
      behind.append(lastNumber)
      // Cancelled ones are passed over when their turn comes; here, when there are many of them.
      if behind.count > 2 * Self.behindMax { behind.removeAll { places[$0] == nil } }
      behindCount += 1
    case .derive, .stored: break
    }
    addDeadline(lastNumber, place)
    return (lastNumber, first)
  }

  private mutating func addDeadline(_ number: UInt64, _ place: Place) {
    // Those who left are passed over when their time comes; here, when there are many of them.
    if deadlines.count > 2 * places.count + Self.deadlinesSpare {
      deadlines = Schedule()
      for (number, place) in places { deadlines.add(number, at: Self.due(place)) }
    } else {
      deadlines.add(number, at: Self.due(place))
    }
  }

  /// When a waiting request is answered, whatever has become of what it waits for.
  private static func due(_ place: Place) -> Timestamp {
    switch place.why {
    case .wait, .books: place.incoming.deadline.adding(milliseconds: -marginMilliseconds)
    case .need, .derive, .stored: place.incoming.deadline
    }
  }

  /// Takes those who wait for a need, in order of arrival.
  mutating func take(_ need: Need) -> [Place] {
    (byNeed.removeValue(forKey: need) ?? []).compactMap { remove($0) }
  }

  /// Takes those who wait for a thing to move.
  mutating func take(_ key: WaitKey) -> [Place] {
    (byWait.removeValue(forKey: key) ?? []).compactMap { remove($0) }
  }

  /// Takes all who wait for something to move, in order of arrival.
  mutating func takeWaits() -> [Place] {
    byWait.values.joined().sorted().compactMap { remove($0) }
  }

  /// Takes the first of those who wait for the books.
  mutating func takeBehind() -> Place? {
    while let number = behind.popFirst() {
      if let place = remove(number) { return place }
    }
    return nil
  }

  /// Takes one by its number.
  mutating func take(_ number: UInt64) -> Place? { remove(number) }

  /// Takes one whose deadline has come.
  mutating func take(due now: Timestamp) -> Place? {
    while let number = deadlines.take(due: now) {
      if let place = remove(number) { return place }
    }
    return nil
  }

  /// Takes the one that a ticket's request is.
  mutating func take(_ ticket: Ticket) -> Place? {
    byConnection[Self.connection(ticket)]?.numbers[ticket].flatMap { remove($0) }
  }

  /// Drops those of a connection that is gone.
  mutating func drop(loop: UInt32, connection: UInt64) {
    let gone = byConnection[Connection(loop: loop, name: connection)]?.numbers ?? [:]
    for number in gone.values { _ = remove(number) }
  }

  private mutating func remove(_ number: UInt64) -> Place? {
    guard let place = places.removeValue(forKey: number) else { return nil }
    let connection = Self.connection(place.incoming.ticket)
    byConnection[connection]?.numbers[place.incoming.ticket] = nil
    for pin in place.pins {
      let others = (pins[pin] ?? 1) - 1
      pins[pin] = others > 0 ? others : nil
    }
    switch place.why {
    case .wait(let key):
      byWait[key]?.removeAll { $0 == number }
      if byWait[key]?.isEmpty == true { byWait[key] = nil }
      waits -= 1
      byConnection[connection]?.waits -= 1
      release(Self.owner(place.incoming, key))
    case .books: behindCount -= 1
    case .need, .derive, .stored: break
    }
    if byConnection[connection]?.numbers.isEmpty == true { byConnection[connection] = nil }
    return place
  }

  private mutating func release(_ owner: Owner) {
    guard let count = waitsByOwner[owner] else { return }
    waitsByOwner[owner] = count > 1 ? count - 1 : nil
  }

  private static func connection(_ ticket: Ticket) -> Connection {
    Connection(loop: ticket.loop, name: ticket.connection)
  }

  private static func owner(_ incoming: Incoming, _ key: WaitKey) -> Owner {
    incoming.token.map { .session($0) } ?? .thing(key)
  }
}
