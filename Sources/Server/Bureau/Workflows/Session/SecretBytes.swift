/// Comparison of secrets in a time that does not depend on their contents.
enum SecretBytes {
  /// Whether two lists of bytes are equal; the time depends on their lengths alone.
  static func areEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for place in left.indices { difference |= left[place] ^ right[place] }
    return difference == 0
  }
}
