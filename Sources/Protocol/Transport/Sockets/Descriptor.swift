internal import Glibc

/// An open file descriptor with one owner, closed exactly once, when the owner ends.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Takes over `number`, which the caller must not close.
  init(owning number: Int32) {
    self.number = number
  }

  deinit {
    // Linux frees the number even when close reports an error (close(2)), so nothing to retry.
    close(number)
  }
}
