internal import COpenSSL

/// OpenSSL's error queue, one for each thread.
package enum ErrorQueue {
  /// Errors taken from the queue: the oldest tells the cause, the text has them all.
  package struct Errors {
    /// Reason number of the oldest error, 0 when the queue was empty.
    package var reason: Int32 = 0
    /// Up to `textMax` errors, oldest first, separated by a semicolon.
    package var text = ""
  }

  /// How many errors are put into words; the others are only taken away.
  package static let textMax = 4

  /// Forgets what earlier calls left on this thread's queue. Work that may be the process's first
  /// with OpenSSL begins with it, so it also sees to it that the library was started our way.
  package static func clear() {
    _ = Algorithms.shared
    ERR_clear_error()
  }

  /// Takes every error from this thread's queue, so that the next failure tells only its own.
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
    // A static string of the library's, or null for a number it has no words for.
    guard let words = unsafe co_reason(code) else { return "error \(code)" }
    return unsafe String(cString: words)
  }
}

extension CryptoFailure {
  /// A failure of the library, with what is on this thread's error queue.
  static func library(in operation: String) -> Self {
    .library("\(operation): \(ErrorQueue.drain().text)")
  }

  /// Bytes that OpenSSL would not read, with what is on this thread's error queue.
  static func unreadable(_ what: String) -> Self {
    .malformed("\(what): \(ErrorQueue.drain().text)")
  }
}
