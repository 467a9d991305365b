internal import Glibc

/// Calls that change or look up names in folders.
///
/// Proof of each `unsafe`: strings are lent as C strings for the call, and none of these keeps a
/// pointer.
public enum FileNames {
  /// rename(2): `new` is at no moment absent or half there.
  public static func rename(_ old: String, to new: String) throws(Errno) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw Errno.last }
  }

  /// unlink(2): takes the name away.
  public static func remove(_ path: String) throws(Errno) {
    guard unsafe unlink(path) == 0 else { throw Errno.last }
  }

  /// mkdir(2), with permissions `mode` before the umask.
  public static func makeFolder(_ path: String, mode: UInt32) throws(Errno) {
    guard unsafe mkdir(path, mode) == 0 else { throw Errno.last }
  }

  /// Whether something is there (access(2), F_OK).
  public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether the process may read it (access(2), R_OK).
  public static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }
}
