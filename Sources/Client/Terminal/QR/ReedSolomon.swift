/// Error correction codewords over GF(256) with the polynomial 0x11d (ISO/IEC 18004, 7.5).
enum ReedSolomon {
  /// Returns the remainder of `data` · x^`degree` divided by the generator of that degree.
  static func correction(of data: [UInt8], degree: Int) -> [UInt8] {
    let generator = generator(degree: degree)
    var remainder = [UInt8](repeating: 0, count: degree)
    for byte in data {
      let factor = byte ^ remainder.removeFirst()
      remainder.append(0)
      for index in remainder.indices {
        remainder[index] ^= multiply(generator[index], factor)
      }
    }
    return remainder
  }

  /// Returns the coefficients of (x - 1)(x - 2)(x - 4) … below the leading 1, the highest first.
  private static func generator(degree: Int) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: degree)
    result[degree - 1] = 1
    var root: UInt8 = 1
    for _ in 0..<degree {
      for index in 0..<degree {
        result[index] = multiply(result[index], root)
        if index + 1 < degree { result[index] ^= result[index + 1] }
      }
      root = multiply(root, 2)
    }
    return result
  }

  static func multiply(_ left: UInt8, _ right: UInt8) -> UInt8 {
    var product = 0
    for bit in stride(from: 7, through: 0, by: -1) {
      product = (product << 1) ^ ((product >> 7) * 0x11d)
      product ^= Int(right >> UInt8(bit) & 1) * Int(left)
    }
    return UInt8(product)
  }
}
