internal import Glibc

/// A value that one thread at a time may use: a POSIX mutex with what it protects inside.
///
/// Made for connections, which are not `Sendable`: whoever holds the lock owns the connection.
///
/// - Note: `@unchecked Sendable` holds because `value` is reached only in ``use(_:)``, between
///   lock and unlock of the one mutex; it was handed over whole (`sending`), and `inout sending`
///   keeps the body from leaking a part of it.
@safe public final class Exclusive<Value>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let value: UnsafeMutablePointer<Value>

  /// Takes the value over.
  public init(_ value: sending Value) {
    unsafe mutex = .allocate(capacity: 1)
    unsafe mutex.initialize(to: pthread_mutex_t())
    let made = unsafe pthread_mutex_init(mutex, nil)
    precondition(made == 0, "pthread_mutex_init with default attributes failed: \(made)")
    unsafe self.value = .allocate(capacity: 1)
    unsafe self.value.initialize(to: value)
  }

  deinit {
    unsafe value.deinitialize(count: 1)
    unsafe value.deallocate()
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Waits for the value and works on it. Not re-entrant: a body that asks again waits for ever.
  public func use<Outcome, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Outcome
  ) throws(Failure) -> sending Outcome {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try unsafe body(&value.pointee)
  }
}
