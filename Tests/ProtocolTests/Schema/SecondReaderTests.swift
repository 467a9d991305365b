import Foundation
import Protocol
import Testing

/// `schema/read.py` reads the vectors with the files of `schema/` alone.
@Suite struct SecondReader {
  static let python: String? = {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/python3" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  @Test(
    .enabled(if: SecondReader.python != nil, "there is no python3 here"),
    .disabled(if: SchemaFiles.isWriting))
  func `a reader in another language reads and writes every vector from the schema alone`() throws {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: try #require(Self.python))
    process.arguments = ["-B", SourceTexts.root + "/schema/read.py"]
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let said = String(
      decoding: try output.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(said)")
    #expect(said.contains("0 wrong"), "\(said)")
    #expect(said.contains("schema \(try SchemaFolder().hash.hex)"), "\(said)")
  }
}
