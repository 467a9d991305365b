import Posix

/// A password, code or PIN. Its bytes are wiped when the last reference goes; it prints as `***`,
/// so that it cannot slip into a message or a log.
package final class Secret: CustomStringConvertible, CustomReflectable {
  /// The most bytes of a secret.
  package static let bytesMax = 1_024

  private var storage: [UInt8]

  /// Takes ownership of the bytes; the caller keeps no copy.
  package init(_ bytes: consuming [UInt8]) {
    storage = bytes
  }

  /// The number of bytes.
  package var count: Int { storage.count }

  /// Lends the bytes to `body`, whose error it rethrows. A copy that `body` makes is the caller's
  /// to wipe.
  package func withBytes<Result, Failure: Error>(
    _ body: ([UInt8]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(storage)
  }

  /// Returns whether both hold the same bytes, such as a new password typed twice; for equal
  /// lengths in constant time.
  package func matches(_ other: Secret) -> Bool {
    guard storage.count == other.storage.count else { return false }
    return zip(storage, other.storage).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  package var description: String { "***" }

  /// Empty, for `dump`.
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Overwrites and drops the bytes now; `count` is 0 then.
  package func wipe() {
    Posix.wipe(&storage)
    storage = []
  }

  deinit {
    Posix.wipe(&storage)
  }
}
