/// What can be chosen for a journal.
package struct JournalSettings: Sendable, Equatable {
  /// Pages of 4 KiB that the log is given at the start, 0 for none.
  package var logPages: Int
  /// New pages in the log from which an idle desk copies them into the file.
  package var idlePages: Int
  /// New pages from which a busy desk must.
  package var busyPages: Int
  /// Pages of 4 KiB that each connection keeps in memory.
  package var cachePages: Int
  /// Name of the VFS, nil for the system's own.
  package var vfs: String?

  /// A log of 16 MiB, a checkpoint from 1,000 pages when idle and from 3,000 when busy.
  package init(
    logPages: Int = 4_096, idlePages: Int = 1_000, busyPages: Int = 3_000,
    cachePages: Int = 1_000, vfs: String? = nil
  ) {
    self.logPages = logPages
    self.idlePages = idlePages
    self.busyPages = busyPages
    self.cachePages = cachePages
    self.vfs = vfs
  }
}
