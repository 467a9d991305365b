/// What must stand where, seen over all files.
enum Places {
  /// Workflows without messages of their own, each with its reason.
  static let workflowsWithoutMessages: [String: String] = [:]

  /// A placeholder only keeps an empty folder.
  static func placeholders(_ files: [SourceFile]) -> [Finding] {
    files.filter { $0.name == "Placeholder" }.compactMap { placeholder in
      let others = files.contains {
        $0.path != placeholder.path && $0.isUnder([placeholder.folder])
          && $0.path.hasSuffix(".swift")
      }
      return others ? placeholder.finding(1, "the folder is no longer empty") : nil
    }
  }

  /// Workflows/<Name>/ of the bureau has Messages/<Name>.swift on the wire.
  static func workflows(_ files: [SourceFile]) -> [Finding] {
    let folder = "Sources/Server/Bureau/Workflows/"
    let paths = Set(files.map(\.path))
    var seen: Set<Substring> = []
    var findings: [Finding] = []
    for file in files where file.path.hasPrefix(folder) {
      let rest = file.path.dropFirst(folder.count)
      guard rest.contains("/"), let name = rest.split(separator: "/").first else { continue }
      let isNew = seen.insert(name).inserted
      guard isNew, workflowsWithoutMessages[String(name)] == nil else { continue }
      let messages = "Sources/Protocol/Messages/\(name).swift"
      if !paths.contains(messages) { findings.append(file.finding(1, "no \(messages)")) }
    }
    return findings
  }
}

/// All the checks at once.
enum Checker {
  static func check(_ files: [SourceFile]) throws -> [Finding] {
    var findings = Places.placeholders(files) + Places.workflows(files)
    for file in files {
      findings += try Habits.foreignFolders(file)
      guard file.path.hasSuffix(".swift") else { continue }
      findings += try Shape.check(file) + Borders.check(file)
      findings += try Habits.unprovenSharing(file) + Habits.catchAllFile(file)
      for ban in Ban.list { findings += try ban.check(file) }
    }
    return findings
  }
}
