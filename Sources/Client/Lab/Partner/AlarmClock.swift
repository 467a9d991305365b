internal import Transport

/// A timer on a thread of its own that wakes a partner's loop, which has no timers.
final class AlarmClock: Sendable {
  private struct Setting {
    var due: UInt64?
    var isStopped = false
  }

  private enum Wakeup {
    case look
    case stop
  }

  private let state = Monitor(Setting())

  /// Asks for a ring at `moment` (monotonic ms); an earlier one already asked for stays.
  func set(_ moment: UInt64) {
    let isEarlier = state.look { ($0.due ?? .max) > moment }
    if isEarlier { state.change { $0.due = min($0.due ?? .max, moment) } }
  }

  /// Ends `run`.
  func stop() { state.change { $0.isStopped = true } }

  /// Calls `ring` at each moment asked for; blocks until `stop`.
  func run(_ ring: () -> Void) {
    while true {
      let due = state.look { $0.due }
      let wakeup = state.wait(until: due) { state -> Wakeup? in
        if state.isStopped { return .stop }
        return state.due == due ? nil : .look
      }
      switch wakeup {
      case .stop: return
      case .look: continue
      case nil:
        state.look { if $0.due == due { $0.due = nil } }
        ring()
      }
    }
  }
}
