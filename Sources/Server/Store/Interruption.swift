internal import CSQLite
internal import Synchronization

/// A switch that makes a connection give up its running statement, from any thread.
///
/// The connection asks it every few thousand steps of SQLite's machine (sqlite3_progress_handler),
/// so it is safe even while the connection closes, which sqlite3_interrupt is not.
public final class Interruption: Sendable {
  private let raised = Atomic<Bool>(false)

  /// A switch that is off.
  public init() {}

  /// Running and later statements fail with ``StoreFailure/Kind/interrupted`` until ``clear()``.
  public func interrupt() { raised.store(true, ordering: .relaxed) }

  /// Statements run again.
  public func clear() { raised.store(false, ordering: .relaxed) }

  /// Whether the switch is on.
  public var isRaised: Bool { raised.load(ordering: .relaxed) }

  /// Steps of SQLite's machine between two looks at the switch: about 50 µs.
  static let steps: Int32 = 4_096

  func install(on handle: OpaquePointer) {
    // The connection keeps this object alive (Database.interruption) for longer than the handle.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    unsafe sqlite3_progress_handler(
      handle, Self.steps,
      { context in
        guard let context = unsafe context else { return 0 }
        return unsafe Unmanaged<Interruption>.fromOpaque(context).takeUnretainedValue().isRaised
          ? 1 : 0
      }, context)
  }
}
