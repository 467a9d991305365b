/// Writes a message in canonical form.
///
/// It checks no maximum (`check` does); a debug build asserts that ids ascend.
@usableFromInline
struct Encoder: Coder, ~Copyable {
  @usableFromInline
  var writer: Writer
  #if DEBUG
    @usableFromInline
    var last: UInt16 = 0
  #endif

  @inlinable @inline(__always)
  init(_ writer: consuming Writer) { self.writer = writer }

  @inlinable @inline(__always)
  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    visit(f)
    guard let v, v != 0 || f.presence != .defaulted else { return }
    if f.presence == .element { writer.varint(v) } else { writer.field(f.tag(0), v) }
  }

  @inlinable @inline(__always)
  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    visit(f)
    guard let v else { return }
    if f.presence != .element { writer.varint(UInt64(f.tag(3))) }
    writer.words(v.high, v.low)
  }

  @inlinable @inline(__always)
  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    visit(f)
    guard let v else { return }
    write(f, v.utf8.span)
  }

  @inlinable @inline(__always)
  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    visit(f)
    guard let v else { return }
    write(f, v.span)
  }

  @inlinable @inline(__always)
  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    visit(f)
    guard let v else { return }
    if f.presence == .element { writer.varint(32) } else { writer.field(f.tag(2), 32) }
    writer.words(v.word0, v.word1)
    writer.words(v.word2, v.word3)
  }

  @inlinable @inline(__always)
  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    visit(f)
    guard let message = v else { return }
    let start = open(f)
    let outer = enter()
    _ = try M.fields(&self, message)
    leave(outer)
    writer.close(start)
  }

  @inlinable @inline(__always)
  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    visit(f)
    guard let items = v, !items.isEmpty || f.presence != .defaulted else { return }
    let start = open(f)
    let element = I.field(in: f)
    for item in items {
      var item: I.Value? = item
      try I.code(&self, element, &item)
    }
    writer.close(start)
  }

  @inlinable @inline(__always)
  mutating func write(_ f: Field, _ bytes: Span<UInt8>) {
    if f.presence == .defaulted && bytes.isEmpty { return }
    let length = UInt64(bytes.count)
    if f.presence == .element { writer.varint(length) } else { writer.field(f.tag(2), length) }
    writer.append(bytes)
  }

  @inlinable @inline(__always)
  mutating func open(_ f: Field) -> Int {
    writer.open(f.presence == .element ? 0 : f.tag(2))
  }

  @inlinable @inline(__always)
  mutating func visit(_ f: Field) {
    #if DEBUG
      if f.presence == .element { return }
      assert(f.id > last, "field \(f.id) follows field \(last)")
      last = f.id
    #endif
  }

  @inlinable @inline(__always)
  mutating func enter() -> UInt16 {
    #if DEBUG
      defer { last = 0 }
      return last
    #else
      return 0
    #endif
  }

  @inlinable @inline(__always)
  mutating func leave(_ outer: UInt16) {
    #if DEBUG
      last = outer
    #endif
  }
}
