internal import Glibc

/// A value that one thread at a time may use: a POSIX mutex with the protected value inside.
///
/// For connections, which are not `Sendable`: the thread that has the lock owns the connection.
/// Transport's `Lock` is the same for short critical sections; Store does not import Transport, and
/// this one may be kept across I/O.
///
/// - Note: `@unchecked Sendable` is sound because `value` is reached only in ``use(_:)``, between
///   lock and unlock of the one mutex; it entered as `sending`, and `inout sending` keeps the body
///   from leaking a part of it.
@safe public final class Exclusive<Value>: @unchecked Sendable {
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let value: UnsafeMutablePointer<Value>

  /// Takes ownership of the value.
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

  /// Waits for the lock and calls `body` with the value. Not re-entrant: a body that calls it again
  /// never returns.
  ///
  /// - Throws: the body's failure only.
  public func use<Outcome, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Outcome
  ) throws(Failure) -> sending Outcome {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try unsafe body(&value.pointee)
  }
}
