/// A map of at most ``countMax`` entries; the oldest is evicted.
///
/// For data about unknown logins, of which an attacker can invent any number.
package struct BoundedMap<Key: Hashable & Sendable, Value: Sendable>: Sendable {
  /// The most entries.
  package let countMax: Int
  private var values: [Key: Value] = [:]
  /// The keys in the order in which they were added, as a ring; a removed one stays in it until the
  /// next ``removeAll(unless:)``.
  private var ring: [Key] = []
  private var next = 0

  package init(countMax: Int) {
    precondition(countMax > 0)
    self.countMax = countMax
  }

  package var count: Int { values.count }

  package var isEmpty: Bool { values.isEmpty }

  package subscript(key: Key) -> Value? { values[key] }

  package mutating func set(_ value: Value, for key: Key) {
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

  package mutating func remove(_ key: Key) { values[key] = nil }

  /// Removes the entries whose values do not stay.
  package mutating func removeAll(unless stays: (Value) -> Bool) {
    values = values.filter { stays($0.value) }
    let oldestFirst = ring[next...] + ring[..<next]
    ring = oldestFirst.filter { values[$0] != nil }
    next = 0
  }
}
