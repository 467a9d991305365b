// swift-tools-version: 6.3
import PackageDescription

/// One list for every target: Swift 6 mode, every strict feature, warnings are errors.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .enableUpcomingFeature("InferIsolatedConformances"),
  .enableUpcomingFeature("ImmutableWeakCaptures"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// The decoder is a `~Escapable` type of our own, which needs the experimental `Lifetimes`.
let protocolSettings = strict + [.enableExperimentalFeature("Lifetimes")]

func library(_ name: String, _ path: String, _ needs: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: needs, path: path, swiftSettings: strict)
}

func program(
  _ name: String, _ path: String, _ needs: [Target.Dependency], _ others: [String] = []
) -> Target {
  .executableTarget(
    name: name, dependencies: needs, path: path, exclude: others, swiftSettings: strict)
}

func tests(
  _ name: String, _ needs: [Target.Dependency], _ resources: [String] = [], in folder: String = ""
) -> Target {
  .testTarget(
    name: name, dependencies: needs, path: "Tests/\(folder.isEmpty ? name : folder)",
    exclude: resources, swiftSettings: strict)
}

let package = Package(
  name: "shebao",
  products: [
    .executable(name: "shebaod", targets: ["shebaod"]),
    .executable(name: "shebao", targets: ["shebao"]),
    .executable(name: "shebao-lab", targets: ["shebao-lab"]),
    .executable(name: "shebao-bench", targets: ["shebao-bench"]),
  ],
  targets: [
    // The wire: bytes, frames, messages. No C, no I/O, no Foundation.
    .target(
      name: "Protocol", path: "Sources/Protocol",
      exclude: ["Crypto", "COpenSSL", "TLS", "Transport", "CLinux", "Posix"],
      swiftSettings: protocolSettings),
    .systemLibrary(
      name: "COpenSSL", path: "Sources/Protocol/COpenSSL", pkgConfig: "openssl",
      providers: [.apt(["libssl-dev"])]),
    library("Crypto", "Sources/Protocol/Crypto", ["COpenSSL"]),
    library("TLS", "Sources/Protocol/TLS", ["COpenSSL", "Crypto"]),
    // The calls of the C library, which Store and the clients share; no policy.
    library("Posix", "Sources/Protocol/Posix"),
    .target(name: "CLinux", path: "Sources/Protocol/CLinux"),
    library("Transport", "Sources/Protocol/Transport", ["Protocol", "TLS", "Crypto", "CLinux"]),

    // The server: policy (Bureau) and mechanism (Store) meet in Ledger and Service.
    library("Bureau", "Sources/Server/Bureau", ["Protocol"]),
    .systemLibrary(
      name: "CSQLite", path: "Sources/Server/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    library("Store", "Sources/Server/Store", ["CSQLite", "Posix"]),
    .target(
      name: "Schema", path: "schema/sql",
      resources: [.embedInCode("journal_v0001.sql"), .embedInCode("books_v0004.sql")],
      swiftSettings: strict),
    library(
      "Ledger", "Sources/Server/Ledger", ["Protocol", "Bureau", "Store", "Schema", "Crypto"]),
    library(
      "Service", "Sources/Server/Service",
      ["Protocol", "Crypto", "TLS", "Transport", "Bureau", "Store", "Ledger"]),
    program("shebaod", "Sources/Server/Main", ["Service"]),

    // The clients: thin; no server module, but for Lab, which keeps its partners' books in Store.
    library("Terminal", "Sources/Client/Terminal", ["Posix"]),
    library(
      "Commands", "Sources/Client/Commands",
      ["Protocol", "Crypto", "TLS", "Transport", "Posix", "Terminal"]),
    library(
      "Lab", "Sources/Client/Lab",
      ["Protocol", "Crypto", "TLS", "Transport", "Posix", "Terminal", "Commands", "Store"]),
    program("shebao", "Sources/Client/Main", ["Commands"]),
    program("shebao-lab", "Sources/Client/LabMain", ["Lab", "Terminal"]),

    // Invented employers and persons with their notices, for tests and benchmarks.
    library("Fixtures", "Tests/Fixtures", ["Protocol", "Bureau"]),

    // Sees the server's modules only to write a journal that a server then starts on.
    program(
      "shebao-bench", "Tests/Benchmarks",
      ["Protocol", "Crypto", "TLS", "Transport", "Bureau", "Ledger", "Fixtures"],
      ["Peers/Sources"]),

    tests("ProtocolTests", ["Protocol", "Crypto"]),
    tests("CryptoTests", ["Crypto"]),
    tests("TLSTests", ["TLS", "Crypto", "COpenSSL"]),
    tests("TransportTests", ["Transport", "Protocol", "TLS", "Crypto"]),
    tests("BureauTests", ["Bureau", "Protocol", "Fixtures"]),
    // A disk that fails when a test says so.
    library("StoreFaults", "Tests/Support/StoreFaults", ["CSQLite", "Store"]),
    // A folder of one test, removed with it.
    library("TestFolders", "Tests/Support/TestFolders"),
    tests("StoreTests", ["Store", "StoreFaults", "TestFolders"]),
    tests(
      "LedgerTests",
      ["Ledger", "Bureau", "Store", "StoreFaults", "Protocol", "Crypto", "Fixtures"]),
    tests("ServiceTests", ["Service", "Bureau", "Transport", "Protocol", "Crypto", "TLS"]),
    tests("PosixTests", ["Posix"]),
    // A console that answers from a script.
    library("TestConsole", "Tests/Support/TestConsole", ["Terminal"]),
    tests("TerminalTests", ["Terminal", "Posix", "TestConsole", "TestFolders"]),
    tests(
      "CommandsTests",
      [
        "Commands", "Protocol", "Crypto", "Transport", "Posix", "Terminal", "TestConsole",
        "TestFolders",
      ]),
    tests(
      "LabTests",
      ["Lab", "Protocol", "Store", "Terminal", "Transport", "Commands", "TestFolders"]),
    tests("SimulationTests", ["Bureau", "Protocol", "Fixtures"]),
    tests(
      "AcceptanceTests",
      ["Protocol", "Crypto", "TLS", "Transport", "Store", "Bureau", "Ledger", "Fixtures"],
      ["Dialogues"]),
    tests(
      "FuzzTests", ["Protocol", "Bureau", "Terminal", "Commands"],
      ["CommandLine", "Connection", "Event", "Message", "Record", "Value"], in: "Fuzz"),
    tests("TidyTests", []),
  ]
)
