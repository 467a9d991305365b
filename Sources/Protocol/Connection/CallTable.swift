/// The open calls, ascending by id. Ids only grow, so a new call is appended. An ended call leaves
/// a tombstone; tombstones never outnumber the calls by more than `slack`.
struct CallTable {
  private static let slack = 64

  private var calls: [OpenCall] = []
  private var head = 0
  /// The number of open calls.
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  /// Places to visit in a walk; some are tombstones.
  var places: Range<Int> { head..<calls.count }

  subscript(_ place: Int) -> OpenCall {
    @inline(__always) get { calls[place] }
    @inline(__always) _modify { yield &calls[place] }
  }

  mutating func append(_ call: OpenCall) {
    calls.append(call)
    count &+= 1
  }

  /// Returns the place of an open call. First in, first out is the common order, so the oldest call
  /// is tried before the search.
  func place(of id: UInt64) -> Int? {
    guard count > 0 else { return nil }
    if calls[head].id == id { return head }
    var low = head
    var high = calls.count
    while low < high {
      let middle = (low &+ high) / 2
      if calls[middle].id < id { low = middle &+ 1 } else { high = middle }
    }
    guard low < calls.count, calls[low].id == id else { return nil }
    return isOpen(low) ? low : nil
  }

  /// Returns the ids of the open calls above `last`, ascending.
  func ids(above last: UInt64) -> [UInt64] {
    places.filter { calls[$0].id > last && isOpen($0) }.map { calls[$0].id }
  }

  /// Removes a call. Places looked up before are no longer valid.
  mutating func remove(at place: Int) {
    calls[place].phase = .ended
    count &-= 1
    guard count > 0 else {
      calls.removeAll(keepingCapacity: true)
      head = 0
      return
    }
    while !isOpen(head) { head &+= 1 }
    while !isOpen(calls.count &- 1) { calls.removeLast() }
    if calls.count > 2 &* count &+ Self.slack { compact() }
  }

  mutating func removeAll() { self = CallTable() }

  private func isOpen(_ place: Int) -> Bool {
    switch calls[place].phase {
    case .running, .cancelled, .answered: true
    case .ended: false
    }
  }

  private mutating func compact() {
    calls = places.filter(isOpen).map { calls[$0] }
    head = 0
  }
}
