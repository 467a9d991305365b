internal import Glibc
internal import Posix

/// Standard error, for logs and complaints.
public enum StandardError {
  /// Writes a line to standard error, whole; a line that cannot be written is lost.
  public static func writeLine(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = unsafe Glibc.write(2, bytes, bytes.count)
  }
}

/// Standard output, for what a command reports.
public enum StandardOutput {
  /// Writes text to standard output.
  public static func write(_ text: String) {
    // Whoever reads it is gone: there is nobody to tell.
    do throws(Errno) { try FileDescriptor.output.write(Array(text.utf8)) } catch { _ = error }
  }
}
