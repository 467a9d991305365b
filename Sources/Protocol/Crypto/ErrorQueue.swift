internal import COpenSSL

/// OpenSSL's error queue of the current thread (ERR_get_error(3)).
package enum ErrorQueue {
  /// Errors taken from the queue.
  package struct Errors {
    /// OpenSSL's reason number of the oldest error, which is the cause; 0 when the queue was empty.
    package var reason: Int32 = 0
    /// Up to `textMax` errors, oldest first, separated by a semicolon.
    package var text = ""
  }

  /// Errors that are put into `text`, at most; the others are dropped.
  package static let textMax = 4

  /// Empties this thread's queue. Work that may be the process's first with OpenSSL begins with it,
  /// so it also initializes the library.
  package static func clear() {
    _ = Algorithms.shared
    ERR_clear_error()
  }

  /// Takes all errors from this thread's queue, so that the next failure reports only its own.
  package static func drain() -> Errors {
    var errors = Errors()
    var count = 0
    while case let code = ERR_get_error(), code != 0 {
      if count == 0 { errors.reason = co_reason_number(code) }
      if count < textMax {
        errors.text += (count == 0 ? "" : "; ") + reason(code)
      }
      count += 1
    }
    if count == 0 { errors.text = "no reason given" }
    return errors
  }

  private static func reason(_ code: UInt) -> String {
    // A static string of the library; null for an unknown number.
    guard let words = unsafe co_reason(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}

extension CryptoFailure {
  /// Returns a failure of the library, with the errors of this thread's queue.
  static func library(in operation: String) -> Self {
    .library("\(operation): \(ErrorQueue.drain().text)")
  }

  /// Returns the failure for input that OpenSSL did not accept, with the errors of this thread's
  /// queue.
  static func unreadable(_ what: String) -> Self {
    .malformed("\(what): \(ErrorQueue.drain().text)")
  }
}
