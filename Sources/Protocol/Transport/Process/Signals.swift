internal import CLinux

/// Signals handled by blocking calls; no handler is installed.
public enum Signals {
  /// Makes a write to a closed peer fail with EPIPE instead of ending the process (signal(7)).
  public static func ignorePipe() {
    let result = clinux_ignore_pipe()
    precondition(result >= 0, "signal: errno \(-result)")
  }

  /// Makes a write beyond the process's file size limit fail with EFBIG instead of ending the
  /// process (setrlimit(2)).
  public static func ignoreFileSize() {
    let result = clinux_ignore_file_size()
    precondition(result >= 0, "signal: errno \(-result)")
  }

  /// Blocks `signals`, so that `wait` receives them. Call it on the first thread before any other
  /// starts: threads inherit the mask (pthread_sigmask(3)).
  public static func block(_ signals: Int32...) {
    let result = unsafe signals.withUnsafeBufferPointer { list in
      unsafe clinux_block_signals(list.baseAddress, Int32(list.count))
    }
    precondition(result >= 0, "pthread_sigmask: errno \(-result)")
  }

  /// Blocks the thread until one of `signals`, blocked before, arrives; returns it (sigwait(3)).
  public static func wait(_ signals: Int32...) -> Int32 {
    let result = unsafe signals.withUnsafeBufferPointer { list in
      unsafe clinux_wait_signal(list.baseAddress, Int32(list.count))
    }
    precondition(result >= 0, "sigwait: errno \(-result)")
    return result
  }
}
