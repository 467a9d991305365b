/// Finds the name that a mistyped word probably meant.
enum Suggestion {
  /// Longer words, in characters, are not compared: bounds the quadratic work.
  static let lengthMax = 64

  /// Returns the candidate with the least edit distance, if that is at most a third of the word's
  /// length (at least 1).
  static func nearest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(FullWidth.trimmed(word).lowercased())
    guard !typed.isEmpty, typed.count <= lengthMax else { return nil }
    var best: (distance: Int, candidate: String)?
    for candidate in candidates where candidate.count <= lengthMax {
      let distance = distance(typed, Array(candidate))
      if distance < best?.distance ?? .max { best = (distance, candidate) }
    }
    guard let best, best.distance <= max(1, typed.count / 3) else { return nil }
    return best.candidate
  }

  /// Returns the edit distance: insertions, deletions, replacements and swaps of neighbours
  /// (optimal string alignment).
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var before: [Int] = []
    var last = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = last[column] + (letter == other ? 0 : 1)
        var best = min(replaced, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
          best = min(best, before[column - 1] + 1)
        }
        current.append(best)
      }
      before = last
      last = current
    }
    return last[right.count]
  }
}
