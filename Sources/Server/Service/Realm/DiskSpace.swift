internal import Bureau
internal import Ledger
internal import Store

/// What the disk lets a start do: commits that failed before are counted over restarts, and below a
/// reserve nothing more is written.
struct DiskSpace {
  /// The file that counts, in the data folder; made while there is room, so that it can be written
  /// when there is none.
  static let countName = "failed-commits"

  /// What the journal is opened for.
  let access: SQLiteJournal.Access
  /// Counts failed commits; nil where not even its file could be made.
  let failures: FailureCount?
  /// Why this process writes nothing, or nil.
  let sealed: Refusal?

  /// Looks at the folder.
  ///
  /// - Parameter isForced: forgets the commits that failed.
  static func look(_ folder: DataFolder, isForced: Bool) throws(ServerFault) -> DiskSpace {
    do throws(StoreFailure) {
      let free = try folder.freeBytes()
      guard let failures = try counter(folder) else { return DiskSpace(nil, count: 0, free: free) }
      if isForced { try failures.clear() }
      return DiskSpace(failures, count: try failures.count(), free: free)
    } catch {
      throw ServerFault(
        "cannot look at the disk of \(folder.path): \(error)", next: "check the disk")
    }
  }

  private static func counter(_ folder: DataFolder) throws(StoreFailure) -> FailureCount? {
    do throws(StoreFailure) {
      return try FailureCount(path: folder.path(of: countName))
    } catch {
      guard error.isDiskFull else { throw error }
      return nil
    }
  }

  private init(_ failures: FailureCount?, count: UInt64, free: UInt64) {
    self.failures = failures
    access = SQLiteJournal.access(failures: count, freeBytes: free)
    switch access {
    case .serve: sealed = nil
    case .readOnly:
      let isCounted = count >= FailureCount.limit
      Log.write(
        .warning, "read_only",
        [
          ("failed", "\(count)"), ("free", "\(free)"),
          (
            "next",
            isCounted ? "check the disk, then start with --force" : "make room, then start again"
          ),
        ])
      sealed = Refusal(
        .readOnly, isCounted ? "磁盘写入失败，只能查询" : "磁盘空间不足，只能查询", next: "请联系运维人员")
    }
  }
}
