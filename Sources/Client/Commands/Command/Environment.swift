package import Terminal

/// What a run of the program touches besides its arguments; tests give their own.
package struct Environment {
  /// Output, messages, input and the environment.
  package let console: any Console
  /// The way to the server of these settings; not connected yet.
  let connect: (ClientSettings) throws(ErrorReport) -> any Calls
  /// Waits so many ms.
  let pause: (UInt64) -> Void
  /// So many random bytes.
  let random: (Int) -> [UInt8]
  /// The own real time, ms since 1970; nothing that is sent rests on it.
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
