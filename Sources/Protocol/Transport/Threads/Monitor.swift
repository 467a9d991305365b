internal import CLinux
internal import Glibc

/// A value behind a mutex, with a condition variable to wait for changes.
///
/// Deadlines are on `CLOCK_MONOTONIC`, so that setting the wall clock moves none.
@safe
public final class Monitor<Value>: @unchecked Sendable {
  // Proof of @unchecked: as in Lock; `pthread_cond_wait` gives the mutex up and takes it again
  // inside one call, so `value` is never touched without it.
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private let value: UnsafeMutablePointer<Value>

  /// Takes over the value.
  public init(_ initial: sending Value) {
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe value = .allocate(capacity: 1)
    unsafe value.initialize(to: initial)
    let error = unsafe pthread_mutex_init(mutex, nil)
    let failure = unsafe clinux_cond_init_monotonic(changed)
    precondition(error == 0 && failure == 0, "pthread_cond_init: \(error) \(failure)")
  }

  deinit {
    unsafe value.deinitialize(count: 1)
    unsafe value.deallocate()
    unsafe pthread_cond_destroy(changed)
    unsafe changed.deallocate()
    unsafe pthread_mutex_destroy(mutex)
    unsafe mutex.deallocate()
  }

  /// Runs `body` under the lock, then wakes every waiting thread.
  public func change<Result>(
    _ body: (inout sending Value) -> sending Result
  ) -> sending Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      unsafe pthread_cond_broadcast(changed)
      unsafe pthread_mutex_unlock(mutex)
    }
    return unsafe body(&value.pointee)
  }

  /// Runs `body` under the lock and wakes no thread.
  public func look<Result>(_ body: (inout sending Value) -> sending Result) -> sending Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return unsafe body(&value.pointee)
  }

  /// Blocks until `body` returns a value, calling it again after every change; nil once
  /// `MonotonicClock` passes `deadlineMilliseconds` (nil: no deadline).
  public func wait<Result>(
    until deadlineMilliseconds: UInt64? = nil,
    for body: (inout sending Value) -> sending Result?
  ) -> sending Result? {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let answer = unsafe body(&value.pointee) { return answer }
      guard let deadlineMilliseconds else {
        unsafe pthread_cond_wait(changed, mutex)
        continue
      }
      if MonotonicClock.milliseconds() >= deadlineMilliseconds { return nil }
      var moment = timespec(
        tv_sec: Int(deadlineMilliseconds / 1_000),
        tv_nsec: Int(deadlineMilliseconds % 1_000) * 1_000_000)
      unsafe pthread_cond_timedwait(changed, mutex, &moment)
    }
  }
}
