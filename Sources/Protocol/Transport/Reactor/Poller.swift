internal import CLinux

/// One epoll set, level-triggered (epoll(7)): unread input is reported again.
struct Poller: ~Copyable {
  static let read = UInt32(CLINUX_READ)
  static let write = UInt32(CLINUX_WRITE)
  static let error = UInt32(CLINUX_ERROR)
  static let hangup = UInt32(CLINUX_HANGUP)

  private let epoll: Descriptor
  /// The events of the last `wait`; only its first entries are valid.
  private(set) var ready: [clinux_ready]

  /// Traps when the process has no descriptor left: the program could not start without one.
  init() {
    let number = clinux_epoll_create()
    precondition(number >= 0, "epoll_create1: errno \(-number)")
    epoll = Descriptor(owning: number)
    ready = Array(repeating: clinux_ready(), count: Int(CLINUX_READY_MAX))
  }

  /// Adds a descriptor; returns 0 or -errno. The kernel refuses without memory or above its watch
  /// limit.
  func add(_ descriptor: Int32, _ events: UInt32, token: UInt64) -> Int32 {
    clinux_epoll_add(epoll.number, descriptor, events, token)
  }

  func modify(_ descriptor: Int32, _ events: UInt32, token: UInt64) -> Int32 {
    clinux_epoll_modify(epoll.number, descriptor, events, token)
  }

  /// Blocks for at most `timeout` ms (-1: without limit); returns the number of valid entries in
  /// `ready`.
  mutating func wait(timeout: Int32) -> Int {
    let count = unsafe clinux_epoll_wait(epoll.number, &ready, Int32(ready.count), timeout)
    precondition(count >= 0, "epoll_wait: errno \(-count)")
    return Int(count)
  }
}
