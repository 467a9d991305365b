/// Emoji made of several scalars, which terminals draw two cells wide.
enum EmojiSequence {
  static func holds(
    _ scalars: String.UnicodeScalarView, first: Unicode.Scalar
  ) -> Bool {
    let rest = scalars.dropFirst()
    guard let second = rest.first else { return false }
    if isRegional(first) { return isRegional(second) }
    if first.isASCII {
      return isKeycapBase(first) && second.value == 0xfe0f && rest.contains { $0.value == 0x20e3 }
    }
    // A skin tone joins whatever stands before it, so that one at the front is no sequence's start.
    guard first.properties.isEmoji, !first.properties.isEmojiModifier else { return false }
    return rest.contains { $0.value == 0xfe0f || $0.properties.isEmojiModifier }
      || (rest.contains { $0.value == 0x200d } && rest.contains { $0.properties.isEmoji })
  }

  private static func isRegional(_ scalar: Unicode.Scalar) -> Bool {
    (0x1f1e6...0x1f1ff).contains(scalar.value)
  }

  private static func isKeycapBase(_ scalar: Unicode.Scalar) -> Bool {
    ("0"..."9").contains(scalar) || scalar == "#" || scalar == "*"
  }
}
