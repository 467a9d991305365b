/// What is remembered of at most so many: the oldest makes room for the newest.
///
/// It holds what is noted of those whom nobody knows, of whom there can be any number: they must
/// not keep each other out, nor anyone else.
package struct BoundedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// How many are remembered.
  package let countMax: Int
  private var values: [Key: Value] = [:]
  /// The keys in order of their first noting, as a ring; one that was forgotten by its name stays
  /// in it until the next sweep.
  private var ring: [Key] = []
  private var next = 0

  package init(countMax: Int) {
    precondition(countMax > 0)
    self.countMax = countMax
  }

  /// How many are remembered now.
  package var count: Int { values.count }

  /// Whether nobody is.
  package var isEmpty: Bool { values.isEmpty }

  /// What is remembered under a key.
  package subscript(key: Key) -> Value? { values[key] }

  package mutating func note(_ value: Value, under key: Key) {
    guard values.updateValue(value, forKey: key) == nil else { return }
    if ring.count < countMax {
      ring.append(key)
    } else {
      values[ring[next]] = nil
      values[key] = value
      ring[next] = key
      next = (next + 1) % countMax
    }
  }

  package mutating func forget(_ key: Key) { values[key] = nil }

  /// Forgets those whose values do not stay.
  package mutating func forget(unless stays: (Value) -> Bool) {
    values = values.filter { stays($0.value) }
    let oldestFirst = ring[next...] + ring[..<next]
    ring = oldestFirst.filter { values[$0] != nil }
    next = 0
  }
}
