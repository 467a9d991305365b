/// Emoji of several scalars, which terminals draw two cells wide (UTS #51).
enum EmojiSequence {
  /// Returns whether a cluster is an emoji sequence: a flag, a keycap, with a modifier or a joiner.
  static func holds(
    _ scalars: String.UnicodeScalarView, first: Unicode.Scalar
  ) -> Bool {
    let rest = scalars.dropFirst()
    guard let second = rest.first else { return false }
    if isRegional(first) { return isRegional(second) }
    if first.isASCII {
      return isKeycapBase(first) && second.value == 0xfe0f && rest.contains { $0.value == 0x20e3 }
    }
    // A skin tone modifies the scalar before it: one at the front begins no sequence.
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
