/// CRC-32C (Castagnoli, RFC 3720 §12.1), eight bytes a step ("slicing by 8").
///
/// It detects every single-bit error and every burst of up to 32 bits; it does not protect against
/// an attacker, which is the task of TLS. Its check value, over the ASCII digits 1 to 9, is
/// `e3069283`. Rule R-203.
package struct CRC32C: Sendable {
  /// The eight tables: `slices[k][b]` is the remainder of byte `b` followed by `k` zero bytes.
  private struct SliceTables: Sendable {
    var slices = InlineArray<8, InlineArray<256, UInt32>>(repeating: InlineArray(repeating: 0))

    init() {
      for byte in 0..<256 {
        var remainder = UInt32(byte)
        for _ in 0..<8 {
          remainder = remainder & 1 == 1 ? (remainder >> 1) ^ 0x82F6_3B78 : remainder >> 1
        }
        slices[0][byte] = remainder
      }
      for byte in 0..<256 {
        for slice in 1..<8 {
          let before = slices[slice - 1][byte]
          slices[slice][byte] = (before >> 8) ^ slices[0][Int(before & 255)]
        }
      }
    }
  }

  private static let tables = SliceTables()

  private var state: UInt32 = ~0

  /// The checksum of the added bytes.
  var value: UInt32 { ~state }

  /// Returns the checksum of `bytes`.
  package static func of(_ bytes: Span<UInt8>) -> UInt32 {
    var crc = CRC32C()
    crc.add(bytes)
    return crc.value
  }

  /// Adds the next bytes.
  mutating func add(_ bytes: Span<UInt8>) {
    var at = 0
    let count = bytes.count
    while at &+ 8 <= count {
      add(low: word(bytes, at), high: word(bytes, at &+ 4))
      at &+= 8
    }
    if at &+ 4 <= count {
      add(word(bytes, at))
      at &+= 4
    }
    while at < count {
      let index = Int(UInt8(truncatingIfNeeded: state) ^ bytes[at])
      state = (state >> 8) ^ Self.tables.slices[0][index]
      at &+= 1
    }
  }

  /// Adds the eight bytes of a little-endian number.
  @inline(__always)
  mutating func add(_ number: UInt64) {
    add(
      low: UInt32(truncatingIfNeeded: number), high: UInt32(truncatingIfNeeded: number >> 32))
  }

  /// Adds the four bytes of a little-endian number.
  @inline(__always)
  mutating func add(_ number: UInt32) {
    let a = state ^ number
    state =
      Self.tables.slices[3][Int(a & 255)] ^ Self.tables.slices[2][Int((a >> 8) & 255)]
      ^ Self.tables.slices[1][Int((a >> 16) & 255)] ^ Self.tables.slices[0][Int(a >> 24)]
  }

  @inline(__always)
  private mutating func add(low: UInt32, high: UInt32) {
    let a = state ^ low
    let first =
      Self.tables.slices[7][Int(a & 255)] ^ Self.tables.slices[6][Int((a >> 8) & 255)]
      ^ Self.tables.slices[5][Int((a >> 16) & 255)] ^ Self.tables.slices[4][Int(a >> 24)]
    let second =
      Self.tables.slices[3][Int(high & 255)] ^ Self.tables.slices[2][Int((high >> 8) & 255)]
      ^ Self.tables.slices[1][Int((high >> 16) & 255)] ^ Self.tables.slices[0][Int(high >> 24)]
    state = first ^ second
  }

  @inline(__always)
  private func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt32 {
    UInt32(bytes[at]) | UInt32(bytes[at &+ 1]) << 8 | UInt32(bytes[at &+ 2]) << 16
      | UInt32(bytes[at &+ 3]) << 24
  }
}
