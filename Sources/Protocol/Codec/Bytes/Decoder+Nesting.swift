/// Nested messages and lists. The generic parts are in `Decoder.swift`, so that they are
/// specialised in the module of the message; these parts are compiled once, here.
extension Decoder {
  /// The state of the enclosing message while a nested one is read.
  @usableFromInline
  struct Outer {
    let end: Int
    @usableFromInline let id: UInt32
  }

  /// The state of the enclosing message while a list is read, and the list's number of elements.
  @usableFromInline
  struct List {
    let end: Int
    @usableFromInline let count: Int
  }

  /// Begins a nested message: narrows the end to it. Returns nil where the field is absent.
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

  /// Ends a nested message: restores the end and reads the next tag.
  @usableFromInline @inline(never)
  mutating func leave(_ outer: Outer, _ presence: Presence) throws(Malformed) {
    depth -= 1
    end = outer.end
    id = outer.id
    try pass(presence)
  }

  /// Begins a list: narrows the end to it. Returns nil where the field is absent.
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

  /// Ends a list: restores the end and reads the next tag.
  @usableFromInline @inline(never)
  mutating func close(_ list: List, _ presence: Presence) throws(Malformed) {
    end = list.end
    try pass(presence)
  }

  /// Called after the last field that this program knows: skips odd fields, refuses even ones.
  @usableFromInline @inline(__always)
  mutating func finish() throws(Malformed) { try skip(to: Decoder.none) }
}
