/// Counts the bytes of a message without writing them, and records the first limit that it breaks.
struct Sizer: Coder {
  /// The number of bytes so far.
  private(set) var total = 0
  /// The first broken limit. The encoder would write it; a decoder would refuse it.
  private(set) var broken: Malformed?
  private var depth = 0

  @inline(__always)
  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard let v, v != 0 || f.presence != .defaulted else { return }
    tag(f)
    total += varintSize(v)
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    guard v != nil else { return }
    tag(f)
    total += 16
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    guard let v else { return }
    body(f, v.utf8.count)
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    guard let v else { return }
    body(f, v.count)
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    guard v != nil else { return }
    tag(f)
    total += 33
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard let message = v else { return }
    if depth == codecDepthMax { note(.tooDeep, f) }
    let outer = total
    let outerBroken = broken
    total = 0
    broken = nil
    depth += 1
    _ = try M.fields(&self, message)
    depth -= 1
    broken = outerBroken ?? broken?.within(UInt32(f.id))
    let inner = total
    total = outer
    tag(f)
    total += varintSize(UInt64(inner)) + inner
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let items = v, !items.isEmpty || f.presence != .defaulted else { return }
    if items.count > f.max { note(.tooMany, f) }
    let outer = total
    total = 0
    let element = I.field(in: f)
    for item in items {
      var item: I.Value? = item
      try I.code(&self, element, &item)
    }
    let inner = total
    total = outer
    tag(f)
    total += varintSize(UInt64(inner)) + inner
  }

  @inline(__always)
  private mutating func tag(_ f: Field) {
    if f.presence != .element { total += varintSize(UInt64(f.id) << 3) }
  }

  private mutating func body(_ f: Field, _ length: Int) {
    if f.presence == .defaulted && length == 0 { return }
    if length > f.max { note(.tooLong, f) }
    tag(f)
    total += varintSize(UInt64(length)) + length
  }

  private mutating func note(_ reason: Malformed.Reason, _ f: Field) {
    if broken == nil { broken = Malformed(reason, offset: 0, path: [f.id]) }
  }
}
