internal import Glibc
internal import Posix

/// Standard error: logs and error messages.
public enum StandardError {
  /// Writes a line with one write(2), so that lines of threads do not mix. A line that cannot be
  /// written is lost.
  public static func writeLine(_ line: String) {
    let bytes = Array("\(line)\n".utf8)
    _ = unsafe Glibc.write(2, bytes, bytes.count)
  }
}

/// Standard output: the results of a command.
public enum StandardOutput {
  /// Writes text. A failure is ignored: the reader has closed the pipe.
  public static func write(_ text: String) {
    do throws(Errno) { try FileDescriptor.output.write(Array(text.utf8)) } catch { _ = error }
  }
}
