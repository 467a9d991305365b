internal import Glibc

/// The current process: its id, environment and working folder.
public enum ThisProcess {
  /// The process id (getpid(2)).
  public static var number: Int32 { getpid() }

  /// Returns an environment variable; nil when unset (getenv(3)).
  public static func environment(_ name: String) -> String? {
    // Proof: nothing in this package changes the environment, so the text stays; it is copied.
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  /// Returns the working folder (getcwd(3)).
  ///
  /// - Throws: the errno of getcwd(3).
  public static func folder() throws(Errno) -> String {
    // Proof: with no buffer glibc allocates one of the path's length, which is freed here, once.
    guard let here = unsafe getcwd(nil, 0) else { throw Errno.last }
    defer { unsafe free(here) }
    return unsafe String(cString: here)
  }

  /// Waits for `milliseconds`, or until a signal comes (poll(2) without descriptors).
  public static func pause(milliseconds: Int32) {
    _ = poll(nil, 0, milliseconds)
  }
}
