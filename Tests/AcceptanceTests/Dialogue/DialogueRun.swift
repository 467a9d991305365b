import Fixtures
import Glibc
import Protocol

/// Runs a dialogue against a server of its own: each command in a shell, with the real client.
struct DialogueRun {
  let script: Script
  private let rig: ServerRig
  private var bindings: Bindings
  /// The commands and answers so far.
  private(set) var transcript = ""

  init(_ script: Script) throws {
    self.script = script
    rig = try ServerRig("dialogue")
    bindings = Bindings(DialogueFixture.names)
    _ = unsafe mkdir(rig.folder + "/work", 0o700)
    try rig.file(DialogueFixture.file)
  }

  /// Runs all commands; then the journal and books must verify.
  ///
  /// - Throws: `RigFailure` with the transcript at the first answer that differs.
  mutating func run() throws {
    do {
      for step in script.steps { try run(step) }
      try rig.stop()
      try rig.daemon(["verify", "--data", rig.data])
      try rig.close()
    } catch {
      try rig.close()
      throw error
    }
  }

  private mutating func run(_ step: Script.Step) throws {
    let command = bindings.filled(step.command)
    let output = "\(rig.folder)/answer"
    try TestFiles.remove(output)
    let prelude = ". \"$REPOSITORY/tour/phone.sh\"; . \"$REPOSITORY/\(DialogueFixture.prelude)\"; "
    let child = try ChildProcess.start(
      "/bin/bash", ["-c", "cd '\(rig.folder)/work'; " + prelude + command],
      environment: rig.environment.merging(named) { $1 }, output: output)
    let exit = try child.wait()
    let answer = Self.lines(child.text)
    transcript += "$ \(command)\n" + answer.map { $0 + "\n" }.joined()
    if exit != 0 { transcript += "exit \(exit)\n" }
    guard exit == step.exit else { throw failure(step, "ended with \(exit), not \(step.exit)") }
    guard !step.expected.isEmpty else { return }
    let expected = step.expected == ["(nothing)"] ? [] : step.expected
    guard let next = try bindings.matching(expected[...], answer[...]) else {
      let wanted = expected.map { "  | \(bindings.filled($0))" }.joined(separator: "\n")
      throw failure(step, "does not answer as expected:\n\(wanted)")
    }
    bindings = next
  }

  private var named: [String: String] { bindings.values }

  private func failure(_ step: Script.Step, _ why: String) -> RigFailure {
    RigFailure("\(script.name).txt:\(step.line) \(why)\nwhat was said:\n\(transcript)")
  }

  private static func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      String(line).replacing(/[ ]+$/, with: "")
    }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }
}
