import Foundation
import Protocol
import Testing

/// The real programs, asked for their version.
@Suite struct VersionTests {
  @Test(arguments: ["shebao", "shebaod", "shebao-lab"], ["--version", "version"])
  func `every program tells the one version`(program: String, word: String) async throws {
    if program == "shebao-lab", word == "version" { return }
    let said = try await onThread {
      let folder = try TestFiles.folder("version")
      let child = try ChildProcess.start(
        "\(TestPaths.programs)/\(program)", [word], environment: ["LANG": "C.UTF-8"],
        output: folder + "/output")
      let said = (code: try child.wait(), text: child.text)
      try TestFiles.remove(folder)
      return said
    }
    #expect(said.code == 0)
    #expect(said.text == "\(program) \(ProgramVersion.text)\n")
  }
}
