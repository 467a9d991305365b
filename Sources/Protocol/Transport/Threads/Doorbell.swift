internal import CLinux
internal import Synchronization

/// Wakes one sleeping thread: an eventfd, written only while the sleeper has announced its sleep.
///
/// No ring is lost. A ringer first publishes its work under a lock, then swaps `asleep` to false
/// and writes if it was true. The sleeper first sets `asleep`, then looks for work under the same
/// lock. If the look came first and found nothing, publishing came after it, so the swap sees
/// `asleep` set and writes. If publishing came first, the look finds the work. Swap and store are
/// sequentially consistent, so the two cannot both read the former value.
public final class Doorbell: Sendable {
  private let event: Descriptor
  private let asleep = Atomic<Bool>(false)

  /// Traps when the process has no descriptor left: the program could not start without one.
  public init() {
    let number = clinux_eventfd()
    precondition(number >= 0, "eventfd: errno \(-number)")
    event = Descriptor(owning: number)
  }

  /// The eventfd's number, for an epoll set.
  var descriptor: Int32 { event.number }

  /// Wakes the sleeper. Call it after the work is published, from any thread; it costs one atomic
  /// swap while the thread is awake.
  public func ring() {
    guard asleep.exchange(false, ordering: .sequentiallyConsistent) else { return }
    let result = clinux_eventfd_ring(event.number)
    precondition(result >= 0, "ring: errno \(-result)")
  }

  /// Announces the sleep; the sleeper must look for work once more before it blocks.
  func announceSleep() {
    asleep.store(true, ordering: .sequentiallyConsistent)
  }

  /// Ends the sleep, rung (`isRung`: the eventfd was readable) or not. A ringer may be between its
  /// swap and its write: then the next sleep sees that write, once, as `isRung`.
  func wakeUp(isRung: Bool) {
    let wasRung = !asleep.exchange(false, ordering: .sequentiallyConsistent)
    guard wasRung || isRung else { return }
    let result = clinux_eventfd_silence(event.number)
    precondition(result >= 0, "silence: errno \(-result)")
  }

  /// Blocks until rung, or until `timeoutMilliseconds` passed (nil: for ever), unless `hasWork`
  /// is true once sleep was announced. May return early.
  public func sleep(timeoutMilliseconds: Int32?, unless hasWork: () -> Bool) {
    announceSleep()
    var isRung = false
    if !hasWork() {
      let result = clinux_poll_readable(event.number, timeoutMilliseconds ?? -1)
      precondition(result >= 0, "poll: errno \(-result)")
      isRung = result > 0
    }
    wakeUp(isRung: isRung)
  }
}
