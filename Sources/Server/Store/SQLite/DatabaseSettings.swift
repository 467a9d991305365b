/// The choices for a connection.
public struct DatabaseSettings: Sendable, Equatable {
  /// How far a commit waits for the disk.
  public var synchronous: Database.Synchronous
  /// The longest wait for another connection's lock, in milliseconds; 0: none.
  public var busyTimeout: Int32
  /// The page cache, in pages of 4 KiB.
  public var cachePages: Int
  /// The name of the SQLite VFS; nil: the system's own. Tests set one that fails on purpose.
  public var vfs: String?

  /// By default commits are durable, locks are not waited for, and the cache has 2,000 pages.
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
