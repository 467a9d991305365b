internal import CLinux

/// Signals as ordinary blocking calls; no handler ever runs.
public enum Signals {
  /// A write to a closed peer becomes an error instead of the process's end (signal(7)).
  public static func ignorePipe() {
    let result = clinux_ignore_pipe()
    precondition(result >= 0, "signal: errno \(-result)")
  }

  /// A write beyond the file size that a process is allowed becomes an error (EFBIG) instead of the
  /// process's end (setrlimit(2)).
  public static func ignoreFileSize() {
    let result = clinux_ignore_file_size()
    precondition(result >= 0, "signal: errno \(-result)")
  }

  /// Keeps `signals` pending for `wait`. Call on the first thread before any other starts:
  /// threads inherit the mask (pthread_sigmask(3)).
  public static func block(_ signals: Int32...) {
    let result = unsafe signals.withUnsafeBufferPointer { list in
      unsafe clinux_block_signals(list.baseAddress, Int32(list.count))
    }
    precondition(result >= 0, "pthread_sigmask: errno \(-result)")
  }

  /// Blocks the calling thread until one of `signals`, blocked before, arrives; returns it
  /// (sigwait(3)).
  public static func wait(_ signals: Int32...) -> Int32 {
    let result = unsafe signals.withUnsafeBufferPointer { list in
      unsafe clinux_wait_signal(list.baseAddress, Int32(list.count))
    }
    precondition(result >= 0, "sigwait: errno \(-result)")
    return result
  }
}
