import Posix

/// A password, code or PIN. Its bytes are wiped when the last reference goes, and it prints as
/// nothing, so that it can't slip into a message or a log.
package final class Secret: CustomStringConvertible, CustomReflectable {
  /// Bytes of one secret.
  package static let bytesMax = 1_024

  private var storage: [UInt8]

  /// Takes the bytes over; they should not live anywhere else.
  package init(_ bytes: consuming [UInt8]) {
    storage = bytes
  }

  /// How many bytes it has.
  package var count: Int { storage.count }

  /// Lends the bytes; a copy that `body` makes is the caller's to wipe.
  package func withBytes<Result, Failure: Error>(
    _ body: ([UInt8]) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(storage)
  }

  /// Whether both hold the same bytes, such as a new password typed twice.
  ///
  /// The time does not depend on where they differ.
  package func matches(_ other: Secret) -> Bool {
    guard storage.count == other.storage.count else { return false }
    return zip(storage, other.storage).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// Always `***`.
  package var description: String { "***" }

  /// Nothing to see for `dump`.
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// Overwrites the bytes now.
  package func wipe() {
    Posix.wipe(&storage)
    storage = []
  }

  deinit {
    Posix.wipe(&storage)
  }
}
