/// Messages and lists within messages. What is generic about them is above, so that a message of
/// another module is specialised there; what is not is here, once.
extension Decoder {
  /// What a nested message leaves behind.
  @usableFromInline
  struct Outer {
    let end: Int
    @usableFromInline let id: UInt32
  }

  /// What a list leaves behind, and how many elements it has.
  @usableFromInline
  struct List {
    let end: Int
    @usableFromInline let count: Int
  }

  /// Narrows the end to a nested message; nil where there is none.
  @usableFromInline @inline(never)
  mutating func enter(_ wanted: UInt16, _ presence: Presence) throws(Malformed) -> Outer? {
    guard try find(wanted, presence, 2) else { return nil }
    let inner = try length()
    guard depth < codecDepthMax else { throw fail(.tooDeep, at: at) }
    let outer = Outer(end: end, id: id)
    end = at + inner
    id = 0
    depth += 1
    return outer
  }

  /// Goes on behind a nested message.
  @usableFromInline @inline(never)
  mutating func leave(_ outer: Outer, _ presence: Presence) throws(Malformed) {
    depth -= 1
    end = outer.end
    id = outer.id
    try pass(presence)
  }

  /// Narrows the end to a list; nil where there is none.
  @usableFromInline @inline(never)
  mutating func open(
    _ wanted: UInt16, _ presence: Presence, _ wire: UInt8, max: Int
  ) throws(Malformed) -> List? {
    guard try find(wanted, presence, 2) else { return nil }
    let inner = try length()
    if inner == 0 && presence == .defaulted { throw fail(.defaultEncoded, at: mark) }
    let outerEnd = end
    end = at + inner
    return List(end: outerEnd, count: try elements(wire: wire, max: max))
  }

  /// Goes on behind a list.
  @usableFromInline @inline(never)
  mutating func close(_ list: List, _ presence: Presence) throws(Malformed) {
    end = list.end
    try pass(presence)
  }

  /// After the last field that this program knows: what is left may be skipped or is refused.
  @usableFromInline @inline(__always)
  mutating func finish() throws(Malformed) { try skip(to: Decoder.none) }
}
