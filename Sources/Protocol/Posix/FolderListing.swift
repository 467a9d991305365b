internal import Glibc

/// The names in a folder.
public enum FolderListing {
  /// Returns the names for which `isWanted` is true, in no order; it is also called for `.` and
  /// `..` (opendir(3), readdir(3)).
  ///
  /// - Throws: the errno of opendir(3) or readdir(3).
  public static func names(
    in path: String, where isWanted: (String) -> Bool
  ) throws(Errno) -> [String] {
    // Proof: the stream is opened here and closed once, at the end of this call.
    guard let folder = unsafe opendir(path) else { throw Errno.last }
    defer { unsafe closedir(folder) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = unsafe readdir(folder) else {
        guard errno == 0 else { throw Errno.last }
        return names
      }
      // Proof: the entry is valid until the next readdir; d_name ends with a zero within its 256
      // bytes (readdir(3)), and the string is a copy.
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        unsafe tuple.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
      }
      if isWanted(name) { names.append(name) }
    }
  }
}
