public import Glibc

/// A value behind a mutex.
///
/// Built on `pthread_mutex_t`, not `Synchronization.Mutex`: the thread sanitizer does not know the
/// latter's futex on Linux and reports false races. Hold it for a few loads and stores, never
/// across I/O.
@safe
public final class Lock<Value: ~Copyable>: @unchecked Sendable {
  // Proof of @unchecked: both pointers are set once in init; `value` is read and written only
  // between lock and unlock of `mutex`; whatever enters or leaves does so as `sending`. The mutex
  // is on the heap because its address must not move.
  @usableFromInline let mutex: UnsafeMutablePointer<pthread_mutex_t>
  @usableFromInline let value: UnsafeMutablePointer<Value>

  /// Takes over the value.
  public init(_ initial: consuming sending Value) {
    unsafe mutex = .allocate(capacity: 1)
    unsafe value = .allocate(capacity: 1)
    unsafe value.initialize(to: initial)
    let error = unsafe pthread_mutex_init(mutex, nil)
    precondition(error == 0, "pthread_mutex_init: \(error)")
  }

  deinit {
    unsafe value.deinitialize(count: 1)
    unsafe value.deallocate()
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Runs `body` under the lock. Not recursive: locking it again inside `body` deadlocks.
  ///
  /// - Throws: only what `body` throws.
  @inlinable
  public func withLock<Result: ~Copyable, Failure: Error>(
    _ body: (inout sending Value) throws(Failure) -> sending Result
  ) throws(Failure) -> sending Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try unsafe body(&value.pointee)
  }
}
