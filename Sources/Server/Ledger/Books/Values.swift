internal import Protocol
internal import Store

/// Binds the parameters of a statement from left to right, as ``Cells`` reads columns.
struct Values: ~Copyable {
  private let statement: Statement
  private var at = 0

  init(_ statement: Statement) { self.statement = statement }

  private mutating func next() -> Int {
    at += 1
    return at
  }

  mutating func put(_ number: Int64) { statement.bind(next(), number) }
  mutating func put(_ number: UInt64) { put(Int64(bitPattern: number)) }
  mutating func put(_ number: UInt32) { put(Int64(number)) }
  mutating func put(maybe number: UInt32?) { statement.bind(next(), number.map { Int64($0) }) }
  mutating func put(_ place: Int) { put(Int64(place)) }
  mutating func put(_ flag: Bool) { put(flag ? 1 as Int64 : 0) }
  mutating func put(_ text: String) { statement.bind(next(), text) }
  mutating func put(_ text: String?) { statement.bind(next(), text) }
  mutating func put(_ bytes: [UInt8]) { statement.bind(next(), bytes) }
  mutating func put(_ bytes: [UInt8]?) { statement.bind(next(), bytes) }
  mutating func put(_ money: Money) { put(money.fen) }
  mutating func put<V: NumberValue>(_ value: V) { put(value.number) }

  mutating func put<V: NumberValue>(_ value: V?) {
    statement.bind(next(), value.map { Int64(bitPattern: $0.number) })
  }

  mutating func put<V: TextValue>(_ value: V) { put(value.text) }
  mutating func put<V: TextValue>(_ value: V?) { put(value?.text) }
  mutating func put(_ code: AgencyCode) { put(code.text) }
  mutating func put<C: Choice>(_ choice: C) where C.RawValue == UInt8 {
    put(Int64(choice.rawValue))
  }

  mutating func put(_ range: PeriodRange) {
    put(range.from)
    put(range.through)
  }

  mutating func put(_ id: Id128) { put(id.bytes) }
  mutating func put(_ id: Id128?) { put(id?.bytes) }
  mutating func put(_ digest: Digest256) { put(digest.bytes) }
  mutating func put(_ digest: Digest256?) { put(digest?.bytes) }

  mutating func put(_ times: [Timestamp]) {
    put(times.map { String($0.milliseconds) }.joined(separator: ","))
  }
}
