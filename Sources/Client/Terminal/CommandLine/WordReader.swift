/// The first pass of parsing: separates options from plain words before the command is known.
struct WordReader {
  let table: CommandTable
  private var rest: ArraySlice<String>
  private(set) var plain: [String] = []
  private(set) var afterDashes: [String] = []
  private(set) var values: [String: [String]] = [:]
  private(set) var flags: Set<String> = []
  /// Known options as typed, in order; errors quote them.
  private(set) var typed: [(name: String, typed: String)] = []
  private(set) var unknown: [String] = []
  private(set) var wantsHelp = false
  private(set) var wantsVersion = false

  init(table: CommandTable, words: [String]) {
    self.table = table
    rest = words[...]
  }

  mutating func readAll() throws(UsageError) {
    while let word = rest.popFirst() {
      if word == "--" {
        afterDashes = Array(rest)
        rest = []
      } else if word.hasPrefix("--") {
        try readLong(word)
      } else if word.hasPrefix("-") && word.count > 1 {
        try readShort(word)
      } else {
        plain.append(word)
      }
    }
  }

  private mutating func readLong(_ word: String) throws(UsageError) {
    let body = word.dropFirst(2)
    let name = String(body.prefix { $0 != "=" })
    let attached = body.count > name.count ? String(body.dropFirst(name.count + 1)) : nil
    switch (name, attached) {
    case ("help", nil): wantsHelp = true
    case ("version", nil): wantsVersion = true
    default:
      guard let option = table.anyOption(named: name) else {
        unknown.append("--" + name)
        return
      }
      try take(option, attached: attached, typed: "--" + name)
    }
  }

  private mutating func readShort(_ word: String) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      if letter == "h" {
        wantsHelp = true
        continue
      }
      guard let option = table.anyOption(short: letter) else {
        unknown.append("-\(letter)")
        return
      }
      guard option.value != nil, !letters.isEmpty else {
        try take(option, attached: nil, typed: "-\(letter)")
        continue
      }
      let attached = letters.first == "=" ? letters.dropFirst() : letters
      try take(option, attached: String(attached), typed: "-\(letter)")
      return
    }
  }

  private mutating func take(
    _ option: OptionSpec, attached: String?, typed word: String
  ) throws(UsageError) {
    typed.append((option.name, word))
    guard option.value != nil else {
      if attached != nil { throw .valueNotTaken(option.name) }
      flags.insert(option.name)
      return
    }
    if let attached {
      values[option.name, default: []].append(attached)
      return
    }
    // The next word is the value, unless it is a known option: then the value was forgotten.
    guard let next = rest.first, !isOption(next) else { throw .valueMissing(option.name) }
    values[option.name, default: []].append(next)
    rest.removeFirst()
  }

  private func isOption(_ word: String) -> Bool {
    guard word.hasPrefix("--") else { return false }
    let name = String(word.dropFirst(2).prefix { $0 != "=" })
    return name.isEmpty || name == "help" || table.anyOption(named: name) != nil
  }
}
