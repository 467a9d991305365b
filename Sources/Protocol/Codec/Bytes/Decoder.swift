/// The maximum nesting of messages; the outermost is at depth 0.
@usableFromInline let codecDepthMax = 32

/// Reads a message in one forward pass and refuses everything that its encoder would not have
/// written.
///
/// `id` and `wire` are the tag that was read and whose body was not. For a nested message the end
/// is narrowed, the message read, and the end restored.
@usableFromInline
struct Decoder: Coder, ~Copyable, ~Escapable {
  private let input: Span<UInt8>
  @usableFromInline var at = 0
  @usableFromInline var end: Int
  var id: UInt32 = 0
  private var wire: UInt8 = 0
  var depth = 0
  /// The offset of the body being read.
  private(set) var mark = 0
  /// The number of unknown odd fields skipped; if 0, the message encodes to the same bytes.
  @usableFromInline private(set) var skipped = 0

  /// The value of `id` where no tag is ahead; above every id.
  static let none = UInt32.max

  @usableFromInline
  @_lifetime(copy input)
  @inline(__always)
  init(_ input: Span<UInt8>) {
    self.input = input
    end = input.count
  }

  /// Reads the outermost message, to which all bytes must belong.
  @inlinable @inline(__always)
  mutating func whole<M: Message>(_ type: M.Type) throws(Malformed) -> M {
    try advance()
    let message = try M.fields(&self, nil)
    try finish()
    return message
  }

  @inlinable @inline(__always)
  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    v = try varint(f.id, f.presence)
  }

  /// Reads a number of wire type 0. Not inlined: each field of a message would grow by it.
  @usableFromInline @inline(never)
  mutating func varint(
    _ wanted: UInt16, _ presence: Presence
  ) throws(Malformed) -> UInt64? {
    guard try find(wanted, presence, 0) else { return presence == .defaulted ? 0 : nil }
    let raw = try number()
    if raw == 0 && presence == .defaulted { throw fail(.defaultEncoded, at: mark) }
    try pass(presence)
    return raw
  }

  @inlinable @inline(__always)
  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    v = try fixed(f.id, f.presence)
  }

  @usableFromInline @inline(never)
  mutating func fixed(
    _ wanted: UInt16, _ presence: Presence
  ) throws(Malformed) -> Id128? {
    guard try find(wanted, presence, 3) else { return nil }
    guard end - at >= 16 else { throw fail(.truncated, at: at) }
    let id = Id128(high: word(at), low: word(at + 8))
    at += 16
    try pass(presence)
    return id
  }

  @inlinable @inline(__always)
  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    v = try string(f.id, f.presence, max: f.max)
  }

  @usableFromInline @inline(never)
  mutating func string(
    _ wanted: UInt16, _ presence: Presence, max: Int
  ) throws(Malformed) -> String? {
    guard try find(wanted, presence, 2) else { return presence == .defaulted ? "" : nil }
    let text = try text(max, presence)
    try pass(presence)
    return text
  }

  @inlinable @inline(__always)
  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    v = try octets(f.id, f.presence, max: f.max)
  }

  @usableFromInline @inline(never)
  mutating func octets(
    _ wanted: UInt16, _ presence: Presence, max: Int
  ) throws(Malformed) -> [UInt8]? {
    guard try find(wanted, presence, 2) else { return presence == .defaulted ? [] : nil }
    let count = try length(max, presence)
    let bytes = [UInt8](copying: input.extracting(at..<at + count))
    at += count
    try pass(presence)
    return bytes
  }

  @inlinable @inline(__always)
  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    v = try digest(f.id, f.presence)
  }

  @usableFromInline @inline(never)
  mutating func digest(
    _ wanted: UInt16, _ presence: Presence
  ) throws(Malformed) -> Digest256? {
    guard try find(wanted, presence, 2) else { return nil }
    guard try length() == 32 else { throw fail(.wrongLength, at: mark) }
    let digest = Digest256(word(at), word(at + 8), word(at + 16), word(at + 24))
    at += 32
    try pass(presence)
    return digest
  }

  @inlinable
  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard let outer = try enter(f.id, f.presence) else { return }
    do throws(Malformed) {
      try advance()
      v = try M.fields(&self, nil)
      try finish()
    } catch {
      throw error.within(outer.id)
    }
    try leave(outer, f.presence)
  }

  @inlinable
  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    let element = I.field(in: f)
    guard let list = try open(f.id, f.presence, element.kind.wire, max: f.max) else {
      if f.presence == .defaulted { v = [] }
      return
    }
    var items: [I.Value] = []
    items.reserveCapacity(list.count)
    while at < end {
      var next: I.Value?
      try I.code(&self, element, &next)
      items.append(try present(next, f))
    }
    try close(list, f.presence)
    v = items
  }

  @inlinable @inline(__always)
  func malformed(_ reason: Malformed.Reason, _ f: Field) -> Malformed {
    malformed(reason, of: f.id)
  }

  @usableFromInline @inline(never)
  func malformed(_ reason: Malformed.Reason, of id: UInt16) -> Malformed {
    Malformed(reason, offset: reason == .missing ? at : mark, path: [id])
  }
}

/// Tags.
extension Decoder {
  /// Whether the body of this field is ahead; skips unknown odd fields before it.
  @inline(__always)
  mutating func find(
    _ field: UInt16, _ presence: Presence, _ expected: UInt8
  ) throws(Malformed) -> Bool {
    if presence != .element {
      let wanted = UInt32(field)
      if id < wanted { try skip(to: wanted) }
      guard id == wanted else { return false }
      guard wire == expected else { throw fail(.wrongWire, at: at) }
    }
    mark = at
    return true
  }

  /// Reads the tag after a body; elements have none.
  @inline(__always)
  mutating func pass(_ presence: Presence) throws(Malformed) {
    if presence != .element { try advance() }
  }

  @usableFromInline @inline(__always)
  mutating func advance() throws(Malformed) {
    guard at < end else {
      id = Decoder.none
      return
    }
    let start = at
    let tag = try number()
    let next = tag >> 3
    guard next > UInt64(id), next <= 0xFFFF else { throw misplaced(next, at: start) }
    id = UInt32(truncatingIfNeeded: next)
    wire = UInt8(truncatingIfNeeded: tag & 7)
  }

  @inline(never)
  private func misplaced(_ next: UInt64, at start: Int) -> Malformed {
    let reason: Malformed.Reason =
      if next == 0 {
        .fieldZero
      } else if next > 0xFFFF {
        .fieldTooLarge
      } else if next == UInt64(id) {
        .fieldRepeated
      } else {
        .fieldOrder
      }
    return Malformed(reason, offset: start, path: [])
  }

  /// Skips the fields before `wanted`. Odd ids may be skipped; an even id is refused.
  @inline(never)
  mutating func skip(to wanted: UInt32) throws(Malformed) {
    while id < wanted {
      mark = at
      guard id & 1 == 1 else { throw fail(.unknownField, at: at) }
      switch wire {
      case 0: _ = try number()
      case 1: try jump(8)
      case 2: try jump(try length())
      case 3: try jump(16)
      case 5: try jump(4)
      default: throw fail(.wireReserved, at: at)
      }
      skipped += 1
      try advance()
    }
  }

  private mutating func jump(_ count: Int) throws(Malformed) {
    guard end - at >= count else { throw fail(.truncated, at: at) }
    at += count
  }
}

/// Bodies.
extension Decoder {
  @inline(__always)
  private mutating func number() throws(Malformed) -> UInt64 {
    guard at < end else { throw fail(.truncated, at: at) }
    let byte = input[at]
    guard byte < 0x80 else { return try longNumber() }
    at += 1
    return UInt64(byte)
  }

  @inline(never)
  private mutating func longNumber() throws(Malformed) -> UInt64 {
    let start = at
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < end {
      let byte = input[at]
      at += 1
      // The tenth byte has room for one bit.
      guard shift < 63 || byte <= 1 else { throw fail(.varintOverflow, at: start) }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 {
        guard byte != 0 else { throw fail(.varintNotMinimal, at: start) }
        return value
      }
      shift += 7
    }
    throw fail(.truncated, at: start)
  }

  /// Reads a length; throws for more than the bytes ahead.
  @inline(__always)
  mutating func length() throws(Malformed) -> Int {
    let start = at
    let raw = try number()
    guard raw <= UInt64(end - at) else { throw fail(.lengthBeyondParent, at: start) }
    return Int(truncatingIfNeeded: raw)
  }

  /// Reads a length that the remaining bytes can hold.
  @inline(__always)
  private mutating func length(_ max: Int, _ presence: Presence) throws(Malformed) -> Int {
    let count = try length()
    if count > max { throw fail(.tooLong, at: mark) }
    if count == 0 && presence == .defaulted { throw fail(.defaultEncoded, at: mark) }
    return count
  }

  private mutating func text(_ max: Int, _ presence: Presence) throws(Malformed) -> String {
    let count = try length(max, presence)
    let bytes = input.extracting(at..<at + count)
    do throws(UTF8.ValidationError) {
      let text = String(copying: try UTF8Span(validating: bytes))
      at += count
      return text
    } catch {
      throw fail(.textNotUTF8, at: at)
    }
  }

  @inline(__always)
  private func word(_ start: Int) -> UInt64 {
    var value: UInt64 = 0
    for index in 0..<8 { value = value << 8 | UInt64(input[start + index]) }
    return value
  }

  /// Counts the elements from here to `end`, at most `max`, before memory is reserved for them.
  func elements(wire: UInt8, max: Int) throws(Malformed) -> Int {
    var count = 0
    switch wire {
    case 3: count = (end - at) / 16
    case 0: for index in at..<end where input[index] < 0x80 { count += 1 }
    default: count = try lengths(max: max)
    }
    if count > max { throw fail(.tooMany, at: mark) }
    return count
  }

  private func lengths(max: Int) throws(Malformed) -> Int {
    var count = 0
    var place = at
    while place < end && count <= max {
      var size = 0
      var shift = 0
      repeat {
        guard place < end, shift <= 28 else { throw fail(.lengthBeyondParent, at: at) }
        size |= Int(input[place] & 0x7F) << shift
        shift += 7
        place += 1
      } while input[place - 1] >= 0x80
      guard size <= end - place else { throw fail(.lengthBeyondParent, at: at) }
      place += size
      count += 1
    }
    return count
  }

  @inline(never)
  func fail(_ reason: Malformed.Reason, at offset: Int) -> Malformed {
    let path = UInt16(exactly: id).map { $0 == 0 ? [] : [$0] } ?? []
    return Malformed(reason, offset: offset, path: path)
  }
}
