/// An encoder of QR codes as PNG: 8-bit greyscale, deflate blocks without compression.
///
/// Source: RFC 1950 (zlib), 1951 (deflate), 2083 (PNG).
package enum PNG {
  /// Pixels along the edge of a module.
  package static let scaleRange = 1...32

  /// Returns the file's bytes; `scale` is clamped to `scaleRange`.
  package static func bytes(of code: QRCode, scale: Int = 8) -> [UInt8] {
    let scale = min(max(scale, scaleRange.lowerBound), scaleRange.upperBound)
    let edge = (code.size + 2 * QRCode.quietZone) * scale
    var pixels: [UInt8] = []
    pixels.reserveCapacity(edge * (edge + 1))
    for y in 0..<edge {
      pixels.append(0)
      for x in 0..<edge {
        let isDark = code.isDark(x / scale - QRCode.quietZone, y / scale - QRCode.quietZone)
        pixels.append(isDark ? 0 : 255)
      }
    }
    let side = bigEndian(UInt32(edge))
    return [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      + chunk("IHDR", side + side + [8, 0, 0, 0, 0])
      + chunk("IDAT", stored(pixels)) + chunk("IEND", [])
  }

  /// Returns zlib data of stored blocks, each at most 65,535 bytes.
  static func stored(_ data: [UInt8]) -> [UInt8] {
    var result: [UInt8] = [0x78, 0x01]
    var at = 0
    repeat {
      let end = min(at + 65_535, data.count)
      let length = UInt16(end - at)
      result.append(end == data.count ? 1 : 0)
      for word in [length, ~length] {
        result.append(UInt8(word & 0xff))
        result.append(UInt8(word >> 8))
      }
      result.append(contentsOf: data[at..<end])
      at = end
    } while at < data.count
    return result + bigEndian(adler32(data))
  }

  static func adler32(_ data: [UInt8]) -> UInt32 {
    var low: UInt32 = 1
    var high: UInt32 = 0
    for byte in data {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    return high << 16 | low
  }

  static func crc32(_ data: [UInt8]) -> UInt32 {
    var crc: UInt32 = 0xffff_ffff
    for byte in data {
      crc = table[Int((crc ^ UInt32(byte)) & 0xff)] ^ (crc >> 8)
    }
    return ~crc
  }

  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? 0xedb8_8320 ^ (value >> 1) : value >> 1
    }
  }

  private static func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let body = Array(name.utf8) + data
    return bigEndian(UInt32(data.count)) + body + bigEndian(crc32(body))
  }

  private static func bigEndian(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }
}
