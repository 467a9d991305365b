internal import Glibc

/// Calls that change or look up names in folders. Each throwing call throws the `Errno` of the
/// system call that it names.
///
/// Proof of each `unsafe`: strings are lent as C strings for the call, and none of these keeps a
/// pointer.
public enum FileNames {
  /// Renames a file atomically (rename(2)): `new` is never absent or partial.
  public static func rename(_ old: String, to new: String) throws(Errno) {
    guard unsafe Glibc.rename(old, new) == 0 else { throw Errno.last }
  }

  /// Removes a name (unlink(2)).
  public static func remove(_ path: String) throws(Errno) {
    guard unsafe unlink(path) == 0 else { throw Errno.last }
  }

  /// Makes a folder (mkdir(2)) with permissions `mode`, less the umask.
  public static func makeFolder(_ path: String, mode: UInt32) throws(Errno) {
    guard unsafe mkdir(path, mode) == 0 else { throw Errno.last }
  }

  /// Whether the path exists (access(2), F_OK).
  public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// Whether the process may read the file (access(2), R_OK).
  public static func isReadable(_ path: String) -> Bool { unsafe access(path, R_OK) == 0 }
}
