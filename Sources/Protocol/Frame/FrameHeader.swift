//  Frame header, 24 bytes, all numbers little-endian
//
//   0        4    5     6       8                16        20        24
//  +--------+----+-----+-------+----------------+---------+---------+---------------
//  | length |type|flags|method |     stream     |   aux   | CRC-32C | payload …
//  |  u32   | u8 | u8  |  u16  |      u64       |   u32   |   u32   | length bytes
//  +--------+----+-----+-------+----------------+---------+---------+---------------
//  The CRC is over bytes 0 to 19, then the payload.

/// The fixed header in front of every payload. Rules.
public struct FrameHeader: Equatable, Sendable {
  /// Length of a header, bytes.
  public static let byteCount = 24

  /// Length of the payload in bytes, without the header.
  public var length: UInt32
  /// Kind of frame: a `FrameType`, or an extension from 0x80 up.
  public var type: UInt8
  /// The flag bits as they are on the wire.
  public var flags: FrameFlags
  /// Method number; 0 on all but a REQUEST.
  public var method: UInt16
  /// The stream id of the call; 0 is the connection itself.
  public var stream: UInt64
  /// Timeout, index, status, cause, total or code, by kind.
  public var aux: UInt32
  /// CRC-32C over bytes 0 to 19, then the payload.
  public var crc: UInt32

  /// A header without length and checksum, which are filled in later.
  public init(
    _ type: FrameType, flags: FrameFlags = [], method: UInt16 = 0, stream: UInt64, aux: UInt32 = 0
  ) {
    length = 0
    self.type = type.rawValue
    self.flags = flags
    self.method = method
    self.stream = stream
    self.aux = aux
    crc = 0
  }

  /// Reads a header at an offset; there must be 24 bytes from there on.
  @inline(__always)
  init(_ bytes: Span<UInt8>, at offset: Int) {
    length = Self.u32(bytes, offset)
    type = bytes[offset &+ 4]
    flags = FrameFlags(rawValue: bytes[offset &+ 5])
    method = UInt16(bytes[offset &+ 6]) | UInt16(bytes[offset &+ 7]) << 8
    stream = UInt64(Self.u32(bytes, offset &+ 8)) | UInt64(Self.u32(bytes, offset &+ 12)) << 32
    aux = Self.u32(bytes, offset &+ 16)
    crc = Self.u32(bytes, offset &+ 20)
  }

  /// Reads a header from exactly 24 bytes; nil for another count.
  public init?(_ bytes: Span<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    self.init(bytes, at: 0)
  }

  /// Bytes 0 to 7 as one little-endian number.
  @inline(__always)
  private var front: UInt64 {
    UInt64(length) | UInt64(type) << 32 | UInt64(flags.rawValue) << 40 | UInt64(method) << 48
  }

  /// Returns the checksum of this header with a payload.
  public func checksum(_ payload: Span<UInt8>) -> UInt32 {
    var crc = CRC32C()
    crc.add(front)
    crc.add(stream)
    crc.add(aux)
    crc.add(payload)
    return crc.value
  }

  /// Writes the 24 bytes over those at an offset.
  @inline(__always)
  func write(over bytes: inout MutableSpan<UInt8>, at offset: Int) {
    Self.put(front, &bytes, offset)
    Self.put(stream, &bytes, offset &+ 8)
    Self.put(UInt64(aux) | UInt64(crc) << 32, &bytes, offset &+ 16)
  }

  /// Returns the whole frame: this header, with length and checksum filled in, and the payload.
  public func frame(_ payload: [UInt8]) -> [UInt8] {
    var header = self
    header.length = UInt32(truncatingIfNeeded: payload.count)
    header.crc = header.checksum(payload.span)
    return header.bytes + payload
  }

  /// The 24 bytes.
  public var bytes: [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.byteCount)
    var span = bytes.mutableSpan
    write(over: &span, at: 0)
    return bytes
  }

  @inline(__always)
  private static func u32(_ bytes: Span<UInt8>, _ at: Int) -> UInt32 {
    UInt32(bytes[at]) | UInt32(bytes[at &+ 1]) << 8 | UInt32(bytes[at &+ 2]) << 16
      | UInt32(bytes[at &+ 3]) << 24
  }

  @inline(__always)
  private static func put(_ number: UInt64, _ bytes: inout MutableSpan<UInt8>, _ at: Int) {
    for byte in 0..<8 {
      bytes[at &+ byte] = UInt8(truncatingIfNeeded: number &>> UInt64(byte &* 8))
    }
  }
}
