/// Which module a folder's files may import: the architecture, as one table.
enum Borders {
  struct Row {
    let folder: String
    /// Targets of this package, just as Package.swift lists them.
    let ours: Set<String>
    /// Modules of the toolchain.
    let system: Set<String>
  }

  private static let plain: Set<String> = ["Glibc", "Synchronization"]

  static let table = [
    Row(folder: "Sources/Protocol/Crypto", ours: ["COpenSSL"], system: plain),
    Row(folder: "Sources/Protocol/TLS", ours: ["COpenSSL", "Crypto"], system: plain),
    Row(
      folder: "Sources/Protocol/Transport", ours: ["Protocol", "TLS", "Crypto", "CLinux"],
      system: plain),
    // The client's only way to the C library, which may be Darwin's; Store takes it too.
    Row(folder: "Sources/Protocol/Posix", ours: [], system: ["Glibc", "Darwin"]),
    Row(folder: "Sources/Protocol", ours: [], system: []),
    Row(folder: "Sources/Server/Bureau", ours: ["Protocol"], system: []),
    Row(folder: "Sources/Server/Store", ours: ["CSQLite", "Posix"], system: plain),
    Row(
      folder: "Sources/Server/Ledger", ours: ["Protocol", "Bureau", "Store", "Schema", "Crypto"],
      system: plain),
    Row(folder: "Sources/Server/Documents", ours: ["Protocol"], system: []),
    Row(
      folder: "Sources/Server/Service",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Bureau", "Store", "Ledger"], system: plain),
    Row(folder: "Sources/Server/Main", ours: ["Service"], system: plain),
    Row(folder: "Sources/Client/Terminal", ours: ["Posix"], system: ["Synchronization"]),
    Row(
      folder: "Sources/Client/Commands",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Posix", "Terminal"], system: []),
    Row(
      folder: "Sources/Client/Lab",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Posix", "Terminal", "Commands", "Store"],
      system: []),
    Row(folder: "Sources/Client/Main", ours: ["Commands"], system: plain),
    Row(folder: "Sources/Client/LabMain", ours: ["Lab", "Terminal"], system: plain),
    Row(folder: "Tests/Fixtures", ours: ["Protocol", "Bureau"], system: []),
    Row(folder: "Tests/Support/StoreFaults", ours: ["CSQLite", "Store"], system: []),
    Row(folder: "Tests/Support/TestFolders", ours: [], system: ["Foundation"]),
    Row(folder: "Tests/Support/TestConsole", ours: ["Terminal"], system: []),
    Row(
      folder: "Tests/Benchmarks",
      ours: ["Protocol", "Crypto", "TLS", "Transport", "Bureau", "Ledger", "Fixtures"],
      system: plain.union(["Foundation"])),
    Row(folder: "schema/sql", ours: [], system: []),
  ]

  static func check(_ file: SourceFile) throws -> [Finding] {
    guard
      file.isUnder(["Sources", "schema", "Tests/Benchmarks", "Tests/Fixtures", "Tests/Support"])
    else {
      return []
    }
    guard let row = table.first(where: { file.isUnder([$0.folder]) }) else {
      return [file.finding(1, "its folder has no row in Borders.table")]
    }
    let modifiers = #"^[ ]*(?:@\w+(?:\([^)]*\))?[ ]+)*(?:[a-z]+[ ]+)?"#
    let kind = #"(?:struct |class |enum |func |var |let |typealias |protocol )?"#
    return try Pattern(modifiers + "import " + kind + #"(\w+)"#).matches(in: file.code)
      .filter { !row.ours.union(row.system).contains($0.groups[0]) }
      .map {
        file.finding(file.line(at: $0.range.lowerBound), "\(row.folder) imports \($0.groups[0])")
      }
  }

  /// The targets with a folder in Package.swift, as rows without system modules.
  static func targets(ofPackage text: String) throws -> [Row] {
    let call =
      #"(?:library|program)\(\s*"[\w-]+",\s*"([\w/]+)"(?:,\s*\[([^\]]*)\])?"#
    return try Pattern(call).matches(in: text).map { match in
      let needs = try Pattern(#""(\w+)""#).matches(in: match.groups[1]).map { $0.groups[0] }
      return Row(folder: match.groups[0], ours: Set(needs), system: [])
    }
  }
}
