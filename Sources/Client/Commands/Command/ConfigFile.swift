import Terminal

/// The configuration file: lines `key = value` below a line `[profile]`; `#` begins a comment.
struct ConfigFile: Equatable {
  /// The most bytes of the file.
  static let bytesMax = 65_536
  /// The keys of a profile.
  static let keys: Set<String> = ["server", "ca", "credential", "credential-key", "lang", "plain"]

  private let sections: [String: [String: String]]

  static let empty = ConfigFile(sections: [:])

  private init(sections: [String: [String: String]]) { self.sections = sections }

  /// - Throws: a report that names the first wrong line.
  init(_ text: String, path: String) throws(ErrorReport) {
    var found: [String: [String: String]] = [:]
    var section: String?
    for (index, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let line = FullWidth.trimmed(String(raw))
      if line.isEmpty || line.hasPrefix("#") { continue }
      if line.hasPrefix("["), line.hasSuffix("]"), line.count > 2 {
        let name = String(line.dropFirst().dropLast())
        section = name
        found[name] = found[name] ?? [:]
        continue
      }
      guard let section, let equals = line.firstIndex(of: "=") else {
        throw Self.wrong(path, index + 1, "`\(line)`")
      }
      let key = FullWidth.trimmed(String(line[..<equals]))
      guard Self.keys.contains(key) else { throw Self.wrong(path, index + 1, "`\(key)`") }
      found[section]?[key] = FullWidth.trimmed(String(line[line.index(after: equals)...]))
    }
    sections = found
  }

  func has(_ profile: String) -> Bool { sections[profile] != nil }

  func value(_ key: String, in profile: String) -> String? { sections[profile]?[key] }

  private static func wrong(_ path: String, _ line: Int, _ what: String) -> ErrorReport {
    ErrorReport(
      .configuration, code: "config.line",
      what: Phrase("配置文件 \(path) 第 \(line) 行有误", "\(path), line \(line) is wrong"),
      why: Phrase(same: what))
  }
}
