internal import CLinux
internal import Glibc
internal import Synchronization

/// A named operating-system thread for blocking work: a loop, a work queue, a reader, scrypt.
/// Blocking work never runs on Swift's cooperative pool.
@safe
public final class WorkerThread: @unchecked Sendable {
  // Proof of @unchecked: `thread` is written once in init, before any reference exists, and read
  // only in join, by the one caller that swapped `joined`.
  private var thread = pthread_t()
  private let joined = Atomic<Bool>(false)

  private final class Start {
    let name: String
    let body: () -> Void

    init(name: String, body: @escaping () -> Void) {
      self.name = name
      self.body = body
    }
  }

  /// Starts the thread. The kernel keeps 15 bytes of the name (pthread_setname_np(3)). Traps when
  /// the system refuses a thread: threads are made at start-up only.
  public init(name: String, body: sending @escaping () -> Void) {
    let start = Start(
      name: String(decoding: name.utf8.prefix(15), as: UTF8.self), body: body)
    // The new thread takes over the retain made here, so the closure outlives this function.
    let handed = unsafe Unmanaged.passRetained(start).toOpaque()
    let error = unsafe pthread_create(
      &thread, nil,
      { argument in
        guard let argument = unsafe argument else { return nil }
        let start = unsafe Unmanaged<Start>.fromOpaque(argument).takeRetainedValue()
        unsafe clinux_name_thread(start.name)
        start.body()
        return nil
      }, handed)
    precondition(error == 0, "pthread_create: \(error)")
  }

  deinit {
    if !joined.load(ordering: .acquiring) { pthread_detach(thread) }
  }

  /// Blocks until the body has returned. Only the first call waits; never call it from the thread
  /// itself.
  public func join() {
    guard !joined.exchange(true, ordering: .acquiringAndReleasing) else { return }
    pthread_join(thread, nil)
  }
}
