internal import Bureau
internal import Ledger
internal import Store

/// The access that the disk allows a start: read-only after ``FailureCount/limit`` failed commits
/// in a row, which are counted over restarts, or below ``SQLiteJournal/reserveBytes`` of free
/// space.
struct DiskSpace {
  /// The name of the counting file in the data folder; created while there is space, so that it can
  /// be written when there is none.
  static let countName = "failed-commits"

  /// The access to open the journal with.
  let access: SQLiteJournal.Access
  /// The count of failed commits; nil where its file could not be created.
  let failures: FailureCount?
  /// The refusal of all changes where `access` is read-only, or nil.
  let sealed: Refusal?

  /// Reads the free space and the count of failed commits.
  ///
  /// - Parameter isForced: resets the count first (`--force`).
  /// - Throws: where the disk cannot be read, or the count cannot be reset.
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
