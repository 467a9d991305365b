/// Checks of where things stand, over all files.
enum Rooms {
  /// Finds placeholders in folders that hold other files.
  static func placeholders(_ files: [SourceFile]) -> [Breach] {
    files.filter { $0.name == "Placeholder" }.compactMap { placeholder in
      let others = files.contains {
        $0.path != placeholder.path && $0.isUnder([placeholder.folder])
          && $0.path.hasSuffix(".swift")
      }
      return others ? placeholder.breach(1, "the folder is no longer empty") : nil
    }
  }

  /// Finds workflows whose messages, tests or commands have no file or folder of the workflow's
  /// name, which is that of its folder in the bureau, and dialogues with the name of no workflow.
  static func workflows(_ files: [SourceFile]) -> [Breach] {
    let paths = Set(files.map(\.path))
    let known = Set(files.flatMap { folders(of: $0.path) })
    var seen: [String: SourceFile] = [:]
    for file in files {
      guard let name = workflow(of: file), seen[name] == nil else { continue }
      seen[name] = file
    }
    var breaches: [Breach] = []
    for (name, file) in seen.sorted(by: { $0.key < $1.key }) {
      for room in rooms where room.without[name] == nil {
        let isThere = room.folders.contains { folder in
          paths.contains("\(folder)/\(name)\(room.suffix).swift")
            || known.contains("\(folder)/\(name)")
        }
        if !isThere { breaches.append(file.breach(1, "no \(room.folders[0])/\(name)")) }
      }
    }
    let names = Set(seen.keys.map { $0.lowercased() })
    return breaches
      + files.filter { $0.path.hasPrefix(dialogues) && $0.path.hasSuffix(".txt") }.compactMap {
        file in
        let name = file.name.replacing("-", with: "")
        return names.contains(name) || dialoguesOfMany.contains(name)
          ? nil : file.breach(1, "no workflow has this dialogue's name")
      }
  }

  /// Methods that no client's command asks for, and why.
  private static let methodsWithoutCall = [
    "SystemMethods.ping": "measures the wire: rpc call, and the benchmarks",
    "SystemMethods.counters": "is for who watches a server: rpc call",
  ]

  /// Finds methods that neither a command nor a partner of Lab asks for in Sources/Client.
  static func calls(_ files: [SourceFile]) throws -> [Breach] {
    let words = try Pattern(#"\b(\w+Methods\.\w+)\b"#)
    let asked = Set(
      files.filter { $0.isUnder(["Sources/Client"]) }
        .flatMap { words.matches(in: $0.code) }.map { $0.groups[0] })
    var breaches: [Breach] = []
    for file in files where file.isUnder(["Sources/Protocol/Messages"]) {
      var table = ""
      for (place, line) in file.text.split(separator: "\n", omittingEmptySubsequences: false)
        .enumerated()
      {
        let words = line.split(separator: " ")
        if let at = words.firstIndex(of: "enum"), at + 1 < words.count {
          table = String(words[at + 1])
        }
        guard let row = words.firstIndex(of: "let"), line.hasSuffix("= MethodDefinition(") else {
          continue
        }
        let name = "\(table).\(words[row + 1])"
        if !asked.contains(name), methodsWithoutCall[name] == nil {
          breaches.append(file.breach(place + 1, "nothing in Sources/Client asks for \(name)"))
        }
      }
    }
    return breaches
  }

  private static let dialogues = "Tests/AcceptanceTests/Dialogues/"
  /// Dialogues of several workflows: changes whose answer was lost.
  private static let dialoguesOfMany = ["unanswered"]

  /// A place that repeats a workflow's name, with the workflows that lack it there, and why.
  private struct Room {
    let folders: [String]
    /// The end of a file's name, behind the workflow's.
    let suffix: String
    let without: [String: String]
  }

  private static let rooms = [
    Room(
      folders: ["Sources/Protocol/Messages"], suffix: "",
      without: ["Recovery": "shebaod begins and ends it where the data lies"]),
    Room(folders: ["Tests/BureauTests"], suffix: "", without: [:]),
    Room(
      folders: ["Sources/Client/Commands/Workflows", "Sources/Client/Commands/Officer"],
      suffix: "Commands",
      without: [
        "Bank": "its client is the bank itself", "Sms": "its client is the gateway",
        "Recovery": "shebaod begins and ends it where the data lies",
      ]),
  ]

  private static func workflow(of file: SourceFile) -> String? {
    let folder = "Sources/Server/Bureau/Workflows/"
    guard file.path.hasPrefix(folder) else { return nil }
    let rest = file.path.dropFirst(folder.count).split(separator: "/")
    return rest.count > 1 ? String(rest[0]) : nil
  }

  private static func folders(of path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (1..<max(parts.count, 1)).map { parts.prefix($0).joined(separator: "/") }
  }
}
