//  The module's only unsafe code.
//
//  Why the writer is sound: `base` always points at `capacity` writable bytes, given by the caller
//  for the writer's whole life, or allocated here and freed once, in `deinit` or when replaced. The
//  first `count` are initialised. Every store is preceded by `reserve`, which makes
//  `count + room <= capacity` true or grows; `close` writes below `count`. The writer is not
//  copyable, so no two of them free the same bytes, and no pointer leaves it. Copies of borrowed
//  bytes, at the end, have their proofs beside them.

/// A growing byte buffer, on a raw pointer because that encodes at twice the speed of `MutableSpan`
/// and four times that of `[UInt8].append`.
@safe
@usableFromInline
struct Writer: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var isOwned = false
  private(set) var count = 0

  /// Writes into `scratch` first, which must outlive the writer.
  @usableFromInline
  init(scratch: UnsafeMutableBufferPointer<UInt8>) {
    if let first = scratch.baseAddress {
      unsafe base = first
      capacity = scratch.count
    } else {
      unsafe base = .allocate(capacity: 64)
      capacity = 64
      isOwned = true
    }
  }

  @usableFromInline
  deinit {
    if isOwned { unsafe base.deallocate() }
  }

  /// Writes a tag and a varint: at most 3 + 10 bytes.
  @usableFromInline @inline(__always)
  mutating func field(_ tag: UInt32, _ value: UInt64) {
    reserve(16)
    store(tag: tag)
    store(varint: value)
  }

  /// Writes a varint: at most 10 bytes.
  @usableFromInline @inline(__always)
  mutating func varint(_ value: UInt64) {
    reserve(16)
    store(varint: value)
  }

  /// Writes a tag and reserves one byte for a length that is known later; returns the offset of the
  /// body.
  @usableFromInline @inline(__always)
  mutating func open(_ tag: UInt32) -> Int {
    reserve(16)
    if tag != 0 { store(tag: tag) }
    store(0)
    return count
  }

  /// Writes the length of everything since `open` before it. The bytes move only where the length
  /// needs more than the reserved byte.
  @usableFromInline @inline(__always)
  mutating func close(_ start: Int) {
    let length = count - start
    if length < 0x80 {
      unsafe base[start - 1] = UInt8(truncatingIfNeeded: length)
    } else {
      widen(start, length)
    }
  }

  /// Writes two words, highest byte first: ids and digests are sent in the order of their text.
  @usableFromInline @inline(__always)
  mutating func words(_ first: UInt64, _ second: UInt64) {
    reserve(16)
    let raw = unsafe UnsafeMutableRawPointer(base + count)
    unsafe raw.storeBytes(of: first.bigEndian, as: UInt64.self)
    unsafe raw.storeBytes(of: second.bigEndian, toByteOffset: 8, as: UInt64.self)
    count += 16
  }

  /// Appends the bytes of `source`.
  @usableFromInline @inline(__always)
  mutating func append(_ source: Span<UInt8>) {
    let length = source.count
    reserve(length)
    let target = unsafe base + count
    unsafe source.withUnsafeBufferPointer { bytes in
      if let first = bytes.baseAddress {
        unsafe target.update(from: first, count: length)
      }
    }
    count += length
  }

  /// Returns a copy of all bytes written.
  @usableFromInline @inline(__always)
  func array() -> [UInt8] {
    unsafe [UInt8](UnsafeBufferPointer(start: base, count: count))
  }

  /// Appends all bytes written to `bytes`.
  @usableFromInline @inline(__always)
  func append(to bytes: inout [UInt8]) {
    unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  @inline(__always)
  private mutating func store(_ byte: UInt8) {
    unsafe base[count] = byte
    count += 1
  }

  @inline(__always)
  private mutating func store(tag: UInt32) {
    if tag < 0x80 {
      store(UInt8(truncatingIfNeeded: tag))
    } else if tag < 0x4000 {
      store(UInt8(truncatingIfNeeded: tag | 0x80))
      store(UInt8(truncatingIfNeeded: tag >> 7))
    } else {
      store(UInt8(truncatingIfNeeded: tag | 0x80))
      store(UInt8(truncatingIfNeeded: tag >> 7 | 0x80))
      store(UInt8(truncatingIfNeeded: tag >> 14))
    }
  }

  @inline(__always)
  private mutating func store(varint value: UInt64) {
    if value < 0x80 {
      store(UInt8(truncatingIfNeeded: value))
    } else {
      storeLong(value)
    }
  }

  /// Writes through a local pointer: each store through `base` would make the compiler read `base`
  /// again.
  @inline(never)
  private mutating func storeLong(_ value: UInt64) {
    var rest = value
    var place = unsafe base + count
    while rest >= 0x80 {
      unsafe place.pointee = UInt8(truncatingIfNeeded: rest | 0x80)
      unsafe place += 1
      rest >>= 7
    }
    unsafe place.pointee = UInt8(truncatingIfNeeded: rest)
    count = unsafe place - base + 1
  }

  @inline(never)
  private mutating func widen(_ start: Int, _ length: Int) {
    let extra = varintSize(UInt64(length)) - 1
    reserve(extra)
    let body = unsafe base + start
    unsafe (body + extra).update(from: body, count: length)
    count = start - 1
    storeLong(UInt64(length))
    count += length
  }

  @inline(__always)
  private mutating func reserve(_ room: Int) {
    if capacity - count < room { grow(room) }
  }

  @inline(never)
  private mutating func grow(_ room: Int) {
    let wanted = max(capacity * 2, count + room)
    let fresh = UnsafeMutablePointer<UInt8>.allocate(capacity: wanted)
    unsafe fresh.update(from: base, count: count)
    if isOwned { unsafe base.deallocate() }
    unsafe base = fresh
    capacity = wanted
    isOwned = true
  }
}

extension Writer {
  /// Runs `body` with an encoder whose buffer starts on the stack: up to 512 bytes without
  /// allocation.
  ///
  /// - Throws: `Malformed`, from `body`.
  @inlinable @inline(__always)
  static func encoding<R>(
    _ body: (inout Encoder) throws(Malformed) -> R
  ) throws(Malformed) -> R {
    let outcome: Result<R, Malformed> = unsafe withUnsafeTemporaryAllocation(
      of: UInt8.self, capacity: 512
    ) { scratch in
      var encoder = unsafe Encoder(Writer(scratch: scratch))
      do throws(Malformed) {
        return .success(try body(&encoder))
      } catch {
        return .failure(error)
      }
    }
    return try outcome.get()
  }
}

extension [UInt8] {
  /// A copy of some bytes.
  @inline(__always)
  init(copying bytes: Span<UInt8>) {
    // Proof: the pointer is used only inside the call, while the span is alive, and Array
    // copies exactly its bytes. A loop over the span costs 5 times as much from 100 bytes up.
    self = unsafe bytes.withUnsafeBufferPointer { unsafe [UInt8]($0) }
  }

  /// Appends a copy of some bytes.
  @inline(__always)
  mutating func append(copying bytes: Span<UInt8>) {
    // Proof: as above; the span cannot be of this array, which is held exclusively here.
    unsafe bytes.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Appends a name in UTF-8 without making a `String`, for output of millions of lines.
  package mutating func append(name: StaticString) {
    // Proof: the buffer is lent for the call, and its bytes are copied.
    name.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }
}

/// Returns the number of bytes in the minimal varint of `value`: 1 … 10.
@inline(__always)
func varintSize(_ value: UInt64) -> Int {
  (UInt64.bitWidth - (value | 1).leadingZeroBitCount + 6) / 7
}
