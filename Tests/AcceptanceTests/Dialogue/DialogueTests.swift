import Foundation
import Testing

/// The manual's chapters as dialogues with the real client, server and sandbox, one file of
/// Dialogues/*.txt each. `DIALOGUE=name` runs one and prints its transcript.
@Suite(.serialized) struct DialogueTests {
  static let folder = TestPaths.repository + "/Tests/AcceptanceTests/Dialogues"

  static func names() throws -> [String] {
    let all = try TestFiles.names(in: folder, ending: ".txt")
    let one = ProcessInfo.processInfo.environment["DIALOGUE"]
    let chosen = all.filter { one == nil || $0 == one }
    guard !chosen.isEmpty else { throw RigFailure("no dialogue \(one ?? "") in \(folder)") }
    return chosen
  }

  @Test(arguments: try names()) func `goes as it is written`(_ name: String) async throws {
    let said = try await onThread {
      let text = TestFiles.read("\(Self.folder)/\(name).txt")
      var run = try DialogueRun(try Script(name: name, text: text))
      try run.run()
      return run.transcript
    }
    if ProcessInfo.processInfo.environment["DIALOGUE"] != nil { print(said) }
  }
}
