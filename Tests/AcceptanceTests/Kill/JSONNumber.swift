/// Finds numbers in JSON that this project's programs printed, without parsing it.
enum JSONNumber {
  static func first(_ name: String, in text: String) -> Int? {
    all(name, in: text).first
  }

  /// Returns every number that follows `"name":` or `"name":{"fen":`.
  static func all(_ name: String, in text: String) -> [Int] {
    text.split(separator: "\"\(name)\":", omittingEmptySubsequences: false).dropFirst()
      .compactMap { rest in
        let value = rest.hasPrefix("{\"fen\":") ? rest.dropFirst(7) : rest
        return Int(value.prefix { $0.isNumber })
      }
  }
}
