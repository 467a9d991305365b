import Crypto
import Foundation
import Protocol
import Testing

@Suite struct SchemaFiles {
  static let isWriting = ProcessInfo.processInfo.environment["SCHEMA_WRITE"] != nil

  /// With SCHEMA_WRITE (`./dev schema`) the files are written instead.
  @Test func `the files of the schema are what the sources say`() throws {
    let folder = try SchemaFolder()
    if Self.isWriting {
      try write(folder)
    } else {
      let problems = try differences(folder)
      let shown = problems.prefix(5).joined(separator: "\n")
      #expect(
        problems.isEmpty, "\(problems.count) files differ; ./dev schema writes them\n\(shown)")
    }
  }

  @Test(.disabled(if: SchemaFiles.isWriting))
  func `R-307: the schema's hash is that of the files`() throws {
    #expect(SchemaHash.current == (try SchemaFolder().hash))
  }

  /// As `cat choices.json messages/*.json methods.json | sha256sum` in locale C, over the files
  /// themselves.
  @Test(.disabled(if: SchemaFiles.isWriting))
  func `R-1001: the schema's hash is SHA-256 over its files in the order of their paths`() throws {
    let messages = try FileManager.default.contentsOfDirectory(atPath: full("schema/messages"))
      .map { "messages/" + $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let bytes = try (["choices.json"] + messages + ["methods.json"]).flatMap {
      [UInt8](try Data(contentsOf: URL(fileURLWithPath: full("schema/" + $0))))
    }
    #expect(messages.count > 50)
    #expect(SchemaHash.current.bytes == SHA256.hash(bytes))
  }

  private func write(_ folder: SchemaFolder) throws {
    let manager = FileManager.default
    for path in SchemaFolder.whole {
      try manager.createDirectory(atPath: full(path), withIntermediateDirectories: true)
    }
    for path in try strangers(folder) { try manager.removeItem(atPath: full(path)) }
    for (path, text) in folder.files {
      let old = manager.contents(atPath: full(path))
      if old != Data(text.utf8) { try Data(text.utf8).write(to: URL(fileURLWithPath: full(path))) }
    }
  }

  private func differences(_ folder: SchemaFolder) throws -> [String] {
    var problems = try strangers(folder).map { "\($0): no message has this name" }
    for (path, text) in folder.files.sorted(by: { $0.key < $1.key }) {
      guard let data = FileManager.default.contents(atPath: full(path)) else {
        problems.append("\(path): is missing")
        continue
      }
      guard data != Data(text.utf8) else { continue }
      problems.append(path + difference(String(decoding: data, as: UTF8.self), text))
    }
    return problems
  }

  private func difference(_ file: String, _ sources: String) -> String {
    let left = file.split(separator: "\n", omittingEmptySubsequences: false)
    let right = sources.split(separator: "\n", omittingEmptySubsequences: false)
    let same = zip(left, right).prefix { $0 == $1 }.count
    let found = same < left.count ? left[same] : "(the end)"
    let wanted = same < right.count ? right[same] : "(the end)"
    return ":\(same + 1)\n  file    \(found)\n  sources \(wanted)"
  }

  private func strangers(_ folder: SchemaFolder) throws -> [String] {
    try SchemaFolder.whole.flatMap { path -> [String] in
      guard FileManager.default.fileExists(atPath: full(path)) else { return [] }
      return try FileManager.default.contentsOfDirectory(atPath: full(path))
        .map { path + "/" + $0 }.filter { folder.files[$0] == nil }
    }.sorted()
  }

  private func full(_ path: String) -> String { SourceTexts.root + "/" + path }
}
