/// The modules that a folder's files may import: the architecture, as one table (S-109).
enum Borders {
  struct Border {
    let folder: String
    /// Targets of this package, just as Package.swift lists them.
    let ours: Set<String>
    /// Modules of the toolchain.
    let system: Set<String>
  }

  private static let plain: Set<String> = ["Glibc", "Synchronization"]

  static let table = [
    Border(folder: "Sources/Protocol/Crypto", ours: ["COpenSSL"], system: plain),
    Border(folder: "Sources/Protocol/TLS", ours: ["COpenSSL", "Crypto"], system: plain),
    Border(
      folder: "Sources/Protocol/Transport", ours: ["Protocol", "TLS", "Crypto", "CLinux"],
      system: plain),
    // The client's only way to the C library, which may be Darwin's; Store takes it too.
    Border(folder: "Sources/Protocol/Posix", ours: [], system: ["Glibc", "Darwin"]),
    Border(folder: "Sources/Protocol", ours: [], system: []),
    Border(folder: "Sources/Server/Bureau", ours: ["Protocol"], system: []),
    Border(folder: "Sources/Server/Store", ours: ["CSQLite", "Posix"], system: plain),
    Border(
      folder: "Sources/Server/Ledger", ours: ["Protocol", "Bureau", "Store", "Schema", "Crypto"],
      system: plain),
    Border(folder: "Sources/Server/Documents", ours: ["Protocol"], system: []),
    Border(
      folder: "Sources/Server/Service",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Bureau", "Store", "Ledger"], system: plain),
    Border(folder: "Sources/Server/Main", ours: ["Service"], system: plain),
    Border(folder: "Sources/Client/Terminal", ours: ["Posix"], system: ["Synchronization"]),
    Border(
      folder: "Sources/Client/Commands",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Posix", "Terminal"], system: []),
    Border(
      folder: "Sources/Client/Lab",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Posix", "Terminal", "Commands", "Store"],
      system: []),
    Border(folder: "Sources/Client/Main", ours: ["Commands"], system: plain),
    Border(folder: "Sources/Client/LabMain", ours: ["Lab", "Terminal"], system: plain),
    Border(folder: "Tests/Fixtures", ours: ["Protocol", "Bureau"], system: []),
    Border(folder: "Tests/Support/StoreFaults", ours: ["CSQLite", "Store"], system: []),
    Border(folder: "Tests/Support/TestFolders", ours: [], system: ["Foundation"]),
    Border(folder: "Tests/Support/TestConsole", ours: ["Terminal"], system: []),
    Border(
      folder: "Tests/Benchmarks",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Bureau", "Ledger", "Fixtures"],
      system: plain.union(["Foundation"])),
    Border(folder: "schema/sql", ours: [], system: []),
  ]

  static func check(_ file: SourceFile) throws -> [Breach] {
    guard
      file.isUnder(["Sources", "schema", "Tests/Benchmarks", "Tests/Fixtures", "Tests/Support"])
    else {
      return []
    }
    guard let row = table.first(where: { file.isUnder([$0.folder]) }) else {
      return [file.breach(1, "its folder has no row in Borders.table")]
    }
    let modifiers = #"^[ ]*(?:@\w+(?:\([^)]*\))?[ ]+)*(?:[a-z]+[ ]+)?"#
    let kind = #"(?:struct |class |enum |func |var |let |typealias |protocol )?"#
    return try Pattern(modifiers + "import " + kind + #"(\w+)"#).matches(in: file.code)
      .filter { !row.ours.union(row.system).contains($0.groups[0]) }
      .map {
        file.breach(file.line(at: $0.range.lowerBound), "\(row.folder) imports \($0.groups[0])")
      }
  }

  /// Returns the targets with a folder in Package.swift, as rows without system modules.
  static func targets(ofPackage text: String) throws -> [Border] {
    let call =
      #"(?:library|program)\(\s*"[\w-]+",\s*"([\w/]+)"(?:,\s*\[([^\]]*)\])?"#
    return try Pattern(call).matches(in: text).map { match in
      let needs = try Pattern(#""(\w+)""#).matches(in: match.groups[1]).map { $0.groups[0] }
      return Border(folder: match.groups[0], ours: Set(needs), system: [])
    }
  }
}
