internal import Protocol

/// Requests that wait: for a look-up, for scrypt, for a stored reply, or for something to move.
struct Parking: Sendable {
  /// One waiting request.
  struct Place: Sendable {
    var incoming: Incoming
    var found: Found
    var why: Why
    /// Employers and persons that stay in memory for it.
    var pins: [Need] = []
  }

  /// What it waits for.
  enum Why: Sendable {
    case need(Need)
    case wait(WaitKey)
    case derive
    case stored
  }

  /// The most requests that wait; beyond it a request is refused, not started.
  static let countMax = 20_000
  /// How long before its deadline a waiting request is answered with what there is.
  static let marginMilliseconds: Int64 = 250

  private var places: [UInt64: Place] = [:]
  private var byNeed: [Need: [UInt64]] = [:]
  private var byWait: [WaitKey: [UInt64]] = [:]
  private var byTicket: [Ticket: UInt64] = [:]
  private var deadlines = Schedule<UInt64>()
  private var pins: [Need: Int] = [:]
  private var lastNumber: UInt64 = 0

  var count: Int { places.count }
  var nextDeadline: Timestamp? { deadlines.next }
  var isFull: Bool { places.count >= Self.countMax }

  /// Whether a waiting request keeps an employer or a person in memory.
  func keeps(_ need: Need) -> Bool { pins[need] != nil }

  /// Parks a request. True where it is the first to wait for its need.
  mutating func park(_ place: Place) -> (number: UInt64, first: Bool) {
    lastNumber += 1
    places[lastNumber] = place
    byTicket[place.incoming.ticket] = lastNumber
    for pin in place.pins { pins[pin, default: 0] += 1 }
    var first = true
    var due = place.incoming.deadline
    switch place.why {
    case .need(let need):
      first = byNeed[need] == nil
      byNeed[need, default: []].append(lastNumber)
    case .wait(let key):
      byWait[key, default: []].append(lastNumber)
      due = due.adding(milliseconds: -Self.marginMilliseconds)
    case .derive, .stored: break
    }
    deadlines.add(lastNumber, at: due)
    return (lastNumber, first)
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
  mutating func take(_ ticket: Ticket) -> Place? { byTicket[ticket].flatMap { remove($0) } }

  /// Drops those of a connection that is gone.
  mutating func drop(loop: UInt32, connection: UInt64) {
    let gone = byTicket.filter { $0.key.loop == loop && $0.key.connection == connection }
    for number in gone.values { _ = remove(number) }
  }

  private mutating func remove(_ number: UInt64) -> Place? {
    guard let place = places.removeValue(forKey: number) else { return nil }
    byTicket[place.incoming.ticket] = nil
    for pin in place.pins {
      let others = (pins[pin] ?? 1) - 1
      pins[pin] = others > 0 ? others : nil
    }
    switch place.why {
    case .wait(let key):
      byWait[key]?.removeAll { $0 == number }
      if byWait[key]?.isEmpty == true { byWait[key] = nil }
    case .need, .derive, .stored: break
    }
    return place
  }
}
