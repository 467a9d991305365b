import Protocol

extension LineNumber {
  /// Line numbers between commas, ascending, each once; nil where they are none.
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
