/// What can be chosen for a connection.
public struct DatabaseSettings: Sendable, Equatable {
  /// How far a commit waits.
  public var synchronous: Database.Synchronous
  /// Milliseconds to wait for a lock, 0 for not at all.
  public var busyTimeout: Int32
  /// Pages of 4 KiB held in memory.
  public var cachePages: Int
  /// Name of the VFS, nil for the system's own.
  public var vfs: String?

  /// Full durability, no waiting, 8 MiB of cache, the system's files.
  public init(
    synchronous: Database.Synchronous = .full, busyTimeout: Int32 = 0, cachePages: Int = 2_000,
    vfs: String? = nil
  ) {
    self.synchronous = synchronous
    self.busyTimeout = busyTimeout
    self.cachePages = cachePages
    self.vfs = vfs
  }
}
