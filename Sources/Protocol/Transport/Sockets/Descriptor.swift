internal import Glibc

/// One open file descriptor, closed exactly once: at the end of its owner's life.
struct Descriptor: ~Copyable {
  let number: Int32

  /// Owns `number` from here on.
  init(owning number: Int32) {
    self.number = number
  }

  deinit {
    // Linux frees the number even when close reports an error (close(2)), so nothing to retry.
    close(number)
  }
}
