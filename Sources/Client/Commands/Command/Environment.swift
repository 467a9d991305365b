package import Terminal

/// Everything a run depends on besides its arguments: console, connection, time, randomness. Tests
/// give their own.
package struct Environment {
  /// Standard streams and environment variables.
  package let console: any Console
  /// Returns the calls to the server of these settings, without connecting. Throws a report on
  /// settings or certificates that are wrong.
  let connect: (ClientSettings) throws(ErrorReport) -> any Calls
  /// Sleeps for a number of ms.
  let pause: (UInt64) -> Void
  /// Returns a number of random bytes.
  let random: (Int) -> [UInt8]
  /// The client's real time, ms since 1970; no request depends on it.
  let wallMs: () -> UInt64

  init(
    console: any Console, connect: @escaping (ClientSettings) throws(ErrorReport) -> any Calls,
    pause: @escaping (UInt64) -> Void, random: @escaping (Int) -> [UInt8],
    wallMs: @escaping () -> UInt64
  ) {
    self.console = console
    self.connect = connect
    self.pause = pause
    self.random = random
    self.wallMs = wallMs
  }
}
