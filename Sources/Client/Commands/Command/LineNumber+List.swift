import Protocol

extension LineNumber {
  /// Parses line numbers separated by commas and sorts them; nil where one is invalid or repeated.
  static func list(_ text: String) -> [LineNumber]? {
    var numbers: [LineNumber] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let number = UInt64(part).flatMap({ LineNumber(number: $0) }) else { return nil }
      numbers.append(number)
    }
    numbers.sort()
    guard Set(numbers).count == numbers.count else { return nil }
    return numbers
  }
}
