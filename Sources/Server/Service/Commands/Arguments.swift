/// A parsed command line of `shebaod`: words, `--name value` or `--name=value` options, and flags.
struct Arguments {
  /// The words that are no options, the command first.
  private(set) var words: [String] = []
  private var values: [String: String] = [:]
  private var flags: Set<String> = []

  /// The names of options that take a value.
  static let valued: Set<String> = [
    "data", "keys", "host", "region", "listen", "plain", "socket", "loops", "readers",
    "connections", "per-address", "idle-seconds", "drain-seconds", "books-lag", "config", "role",
    "name", "out", "serial", "scrypt", "code-pause", "spin-us", "unknown",
  ]
  /// The names of options without a value.
  static let flagged: Set<String> = ["sandbox", "help", "force", "version"]

  /// Parses a command line.
  ///
  /// - Throws: for an unknown option, and for one without its value.
  init(_ line: [String]) throws(ServerFault) {
    var rest = line[...]
    while let word = rest.popFirst() {
      guard word.hasPrefix("--") else {
        words.append(word)
        continue
      }
      try readOption(String(word.dropFirst(2)), &rest)
    }
  }

  private mutating func readOption(
    _ option: String, _ rest: inout ArraySlice<String>
  ) throws(ServerFault) {
    let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
    let name = parts.first ?? ""
    if Self.flagged.contains(name), parts.count == 1 {
      flags.insert(name)
    } else if Self.valued.contains(name) {
      guard let value = parts.count == 2 ? parts[1] : rest.popFirst() else {
        throw ServerFault("--\(name) needs a value", next: "shebaod help")
      }
      values[name] = value
    } else {
      throw ServerFault("there is no option --\(name)", next: "shebaod help")
    }
  }

  /// Adds the options of a configuration file, `name = value` lines with `#` comments; an option of
  /// the command line wins.
  ///
  /// - Throws: for a line that is not one, with its number.
  mutating func merge(configuration text: String) throws(ServerFault) {
    for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let line = line.prefix { $0 != "#" }.trimming()
      guard !line.isEmpty else { continue }
      let parts = line.split(separator: "=", maxSplits: 1).map { $0.trimming() }
      guard parts.count == 2, Self.valued.contains(parts[0]), parts[0] != "config" else {
        throw ServerFault("line \(number + 1) of the configuration is not `option = value`")
      }
      if values[parts[0]] == nil { values[parts[0]] = parts[1] }
    }
  }

  /// Returns an option's value, nil where it is not given.
  func value(_ name: String) -> String? { values[name] }

  /// Returns an option's value.
  ///
  /// - Throws: where it is not given.
  func required(_ name: String) throws(ServerFault) -> String {
    guard let value = values[name] else {
      throw ServerFault("--\(name) is missing", next: "shebaod help")
    }
    return value
  }

  /// Returns an option's number, nil where it is not given.
  ///
  /// - Throws: where it is no number in the range.
  func number(_ name: String, _ range: ClosedRange<Int>) throws(ServerFault) -> Int? {
    guard let text = values[name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw ServerFault("--\(name) must be \(range.lowerBound) to \(range.upperBound), not \(text)")
    }
    return number
  }

  /// Whether a flag was given.
  func flag(_ name: String) -> Bool { flags.contains(name) }
}

extension Substring {
  /// Returns the text without white space at its ends.
  fileprivate func trimming() -> String {
    let start = drop { $0.isWhitespace }
    var end = start
    while let last = end.last, last.isWhitespace { end.removeLast() }
    return String(end)
  }
}
