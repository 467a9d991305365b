import Protocol
import Terminal
import TestConsole
import TestFolders

@testable import Commands

/// Runs `shebao` in one process: with a profile in a temporary folder, scripted calls and console.
final class CommandRig {
  private let home: TemporaryFolder
  let console = ScriptedConsole(isInteractive: false)
  var calls = ScriptedCalls()
  private(set) var pauses = 0
  private var dice: UInt8 = 0

  init(signedIn: Bool = true) throws {
    home = try TemporaryFolder()
    console.variables = ["XDG_STATE_HOME": folder, "XDG_CONFIG_HOME": folder + "/config"]
    if signedIn { try store.keep(Self.session) }
  }

  /// `$XDG_STATE_HOME`, deleted with the rig.
  var folder: String { home.path }

  var store: StateStore { StateStore(path: folder + "/shebao/default") }

  /// The realm of `ScriptedCalls`.
  static let realm = Id128(high: 1, low: 1)
  /// The person who is signed in.
  static let person = Id128(high: 7, low: 1)

  static let session: StoredSession = {
    let text = """
      {"v":1,"token":"\(String(repeating: "ab", count: 32))","server":"127.0.0.1:1",\
      "registration":"10113702020000000001","employer":"海川","person":"王*","identity":"办税员",\
      "ends":1790000000000,"realm":"\(realm)","personId":"\(person)"}
      """
    guard let session = StoredSession(Array(text.utf8)) else { preconditionFailure("session") }
    return session
  }()

  /// Runs a command line against the given results of calls.
  func run(_ line: String, _ answers: [ScriptedCalls.CallResult] = []) -> Int32 {
    calls = ScriptedCalls(answers)
    return again(line)
  }

  /// Runs a command line against `calls` as they are now.
  func again(_ line: String) -> Int32 {
    let words = line.split(separator: " ").map(String.init)
    let environment = Environment(
      console: console,
      connect: { [calls] (_: ClientSettings) throws(ErrorReport) in calls },
      pause: { [self] _ in pauses += 1 },
      random: { [self] count in
        dice += 1
        return [UInt8](repeating: dice, count: count)
      },
      wallMs: { 1_780_000_000_000 })
    return Program.run(words + ["--server", "127.0.0.1:1", "--plain"], environment)
  }

  func file(_ name: String, _ text: String) throws -> String {
    let path = folder + "/" + name
    try LocalFile.write(path, Array(text.utf8))
    return path
  }
}
