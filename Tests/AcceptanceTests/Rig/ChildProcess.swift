import Glibc
import Transport

/// A program that runs in a session of its own. Its output goes to a file, so it never blocks on a
/// reader.
struct ChildProcess: Sendable {
  /// POSIX_SPAWN_SETSID of spawn.h, which needs _GNU_SOURCE. In a new session a program has no
  /// controlling terminal, and cannot prompt.
  private static let ownSession: Int32 = 0x80
  /// The polling interval, in ms.
  static let lookMs: UInt64 = 5

  let pid: pid_t
  /// The file of standard output and standard error, interleaved as written.
  let output: String

  /// Starts `program`, with its output appended to `output`.
  static func start(
    _ program: String, _ arguments: [String], environment: [String: String],
    output: String, input: String = "/dev/null"
  ) throws -> ChildProcess {
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    unsafe posix_spawn_file_actions_addopen(
      &actions, 1, output, O_WRONLY | O_CREAT | O_APPEND, 0o600)
    unsafe posix_spawn_file_actions_adddup2(&actions, 1, 2)
    var attributes = posix_spawnattr_t()
    unsafe posix_spawnattr_init(&attributes)
    defer { unsafe posix_spawnattr_destroy(&attributes) }
    // A thread of a test may block signals; a program that inherits the mask cannot be stopped.
    var unblocked = sigset_t()
    unsafe sigemptyset(&unblocked)
    unsafe posix_spawnattr_setsigmask(&attributes, &unblocked)
    unsafe posix_spawnattr_setflags(
      &attributes, Int16(Self.ownSession | POSIX_SPAWN_SETSIGMASK))

    var words = unsafe ([program] + arguments).map { unsafe strdup($0) }
    var variables = unsafe environment.map { unsafe strdup("\($0.key)=\($0.value)") }
    defer { unsafe (words + variables).forEach { unsafe free($0) } }
    unsafe words.append(nil)
    unsafe variables.append(nil)
    var pid: pid_t = 0
    let result = unsafe posix_spawn(&pid, program, &actions, &attributes, words, variables)
    guard result == 0 else { throw RigFailure("cannot start \(program): errno \(result)") }
    return ChildProcess(pid: pid, output: output)
  }

  /// Waits for the end and returns the exit code, or 128 plus the signal.
  ///
  /// - Throws: `RigFailure` after `milliseconds`; the process is killed.
  func wait(_ milliseconds: UInt64 = 60_000) throws -> Int32 {
    let deadline = MonotonicClock.milliseconds() + milliseconds
    while true {
      if let exit = ended() { return exit }
      if MonotonicClock.milliseconds() > deadline {
        slay()
        throw RigFailure("process \(pid) did not end in \(milliseconds) ms; \(text.suffix(2_000))")
      }
      Pause.sleep(Self.lookMs)
    }
  }

  /// Reaps the process if it has ended; its exit code, or 128 plus the signal.
  func ended() -> Int32? {
    var status: Int32 = 0
    guard unsafe waitpid(pid, &status, WNOHANG) != 0 else { return nil }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + status & 0x7F
  }

  /// Sends SIGKILL and reaps the process.
  func slay() {
    kill(pid, SIGKILL)
    var status: Int32 = 0
    unsafe waitpid(pid, &status, 0)
  }

  /// Sends SIGTERM, waits, and returns the exit code.
  func stop() throws -> Int32 {
    kill(pid, SIGTERM)
    return try wait()
  }

  /// The output so far.
  var text: String { TestFiles.read(output) }

  /// Waits for a line that contains `words`, after the first `start` bytes of the output.
  ///
  /// - Throws: `RigFailure` after `milliseconds`, or where the process has ended.
  func line(with words: String, from start: Int = 0, _ milliseconds: UInt64 = 60_000) throws
    -> String
  {
    let deadline = MonotonicClock.milliseconds() + milliseconds
    while true {
      let whole = String(decoding: TestFiles.bytes(output).dropFirst(start), as: UTF8.self)
      let complete = whole.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      if let found = complete.first(where: { $0.contains(words) }) { return String(found) }
      guard MonotonicClock.milliseconds() < deadline, kill(pid, 0) == 0 else {
        throw RigFailure("no line with '\(words)' came: \(whole.suffix(2_000))")
      }
      Pause.sleep(Self.lookMs)
    }
  }
}
