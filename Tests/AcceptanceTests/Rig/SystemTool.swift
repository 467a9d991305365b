/// A program in /usr/bin.
enum SystemTool {
  /// Runs a program to its end and returns its output.
  ///
  /// - Throws: `RigFailure` where the exit code is not 0.
  @discardableResult
  static func run(_ program: String, _ arguments: [String]) throws -> String {
    let output = "/tmp/shebao-tool-\(UInt64.random(in: 0...UInt64.max))"
    let child = try ChildProcess.start(
      "/usr/bin/\(program)", arguments, environment: ["PATH": "/usr/bin:/bin"], output: output)
    let code = try child.wait()
    let said = child.text
    try TestFiles.remove(output)
    guard code == 0 else { throw RigFailure("\(program) \(arguments): \(said)") }
    return said
  }
}
