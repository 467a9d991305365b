/// A text that the sources do without, and the folders of which that is true.
struct Ban {
  let message: String
  let pattern: String
  var inside = ["Sources"]
  var outside: [String] = []

  /// The folders that talk to C and to threads, and prove what the compiler cannot see.
  static let unchecked = [
    "Sources/Protocol/Transport", "Sources/Protocol/TLS", "Sources/Protocol/Crypto",
    "Sources/Server/Store",
  ]

  /// Those, and the few places elsewhere that prove what C or the runtime asks for.
  static let unsafe =
    unchecked + [
      // Calls of the system, wrapped once each.
      "Sources/Protocol/Posix",
      // The encoder's raw pointer, and copies of lent bytes.
      "Sources/Protocol/Codec/Bytes/Writer.swift",
      // An actor's executor can be named only as an UnownedSerialExecutor, whose making is unsafe.
      "Sources/Server/Bureau/Bureau.swift",
    ]

  static let uncheckedPattern = #"@unchecked\s+Sendable|\bnonisolated\(unsafe\)"#
  private static let everywhere = ["Sources", "Tests"]

  static let list = [
    Ban(message: "try!", pattern: #"\btry!"#),
    Ban(message: "as!", pattern: #"\bas!"#),
    Ban(message: "try? hides an error", pattern: #"\btry\?"#),
    Ban(message: "fatalError", pattern: #"\bfatalError\s*\("#),
    Ban(message: "force unwrap", pattern: #"(?<!\btry)(?<!\bas)(?<=[\w)\]>?])!(?![=\w])"#),
    Ban(
      message: "Synchronization.Mutex (use Lock)",
      pattern: #"\bSynchronization\.Mutex|\bMutex\s*[<(]"#,
      inside: everywhere),
    Ban(
      message: "sleeping",
      pattern: #"\bTask\.sleep|(?<!func )(?<![.\w])(?:u|nano)?sleep\s*\("#, inside: everywhere),
    Ban(message: "DispatchQueue", pattern: #"\bDispatchQueue\b"#, inside: everywhere),
    Ban(
      message: "unchecked sharing outside Transport, TLS, Crypto, Store", pattern: uncheckedPattern,
      outside: unchecked),
    Ban(
      message: "unsafe outside Transport, TLS, Crypto, Store, Posix, the protocol's writer",
      pattern: #"\bunsafe\b|\bunsafe(?:BitCast|Downcast)\b"#, outside: unsafe),
    Ban(
      message: "a catch-all name",
      pattern: #"\b(?:struct|class|enum|actor|protocol|typealias)\s+\w*"# + catchAll + #"\w*"#,
      inside: everywhere),
    Ban(
      message: "a default in the states", pattern: #"(?:^|\s)(?:@unknown\s+)?default\s*:"#,
      inside: ["Sources/Server/Bureau/State"]),
    // Each workflow decides its own requests, each aggregate its own events: the compiler asks.
    Ban(
      message: "a default for the compiler", pattern: #"(?:^|\n)\s*(?:@unknown\s+)?default\s*:"#,
      inside: ["Sources/Server/Bureau/Workflows", "Sources/Server/Bureau/Events"]),
  ]

  static let catchAll = "(?:Utils|Utilities|Helper|Manager|Common)"

  func check(_ file: SourceFile) throws -> [Breach] {
    guard file.isUnder(inside), !file.isUnder(outside) else { return [] }
    return try Pattern(pattern).matches(in: file.code).map {
      file.breach(file.line(at: $0.range.upperBound - 1), message)
    }
  }
}

/// Checks of a single file, beyond the bans.
enum Habits {
  /// Finds unchecked sharing without its proof in a comment on the line before its declaration.
  static func unprovenSharing(_ file: SourceFile) throws -> [Breach] {
    guard file.isUnder(["Sources"]) else { return [] }
    return try Pattern(Ban.uncheckedPattern).matches(in: file.code).compactMap { match in
      let line = file.line(at: match.range.lowerBound)
      return isExplained(line, in: file) ? nil : file.breach(line, "unchecked sharing, no proof")
    }
  }

  private static func isExplained(_ line: Int, in file: SourceFile) -> Bool {
    var before = line - 2
    while before >= 0 {
      let text = trimmed(file.lines[before])
      if text.hasPrefix("//") { return true }
      // An attribute, or the start of the same declaration on an earlier line.
      guard text.hasPrefix("@") || text.last.map(",(:<".contains) == true else { return false }
      before -= 1
    }
    return false
  }

  private static func trimmed(_ line: Substring) -> Substring {
    line.drop { $0 == " " }
  }

  static func catchAllFile(_ file: SourceFile) throws -> [Breach] {
    try Pattern(Ban.catchAll).isFound(in: file.name)
      ? [file.breach(1, "a file with a catch-all name")] : []
  }

  /// Finds names of folders outside the project, which stands alone.
  static func foreignFolders(_ file: SourceFile) throws -> [Breach] {
    let pattern = try Pattern(#"\.\./shar"# + #"ed\b|(?<![\w])/wor"# + "k/")
    guard pattern.isFound(in: file.text) else { return [] }
    return file.lines.enumerated().compactMap { index, line in
      pattern.isFound(in: String(line)) ? file.breach(index + 1, "a folder of elsewhere") : nil
    }
  }
}
