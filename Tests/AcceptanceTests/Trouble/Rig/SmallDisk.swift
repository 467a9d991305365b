import Glibc

/// A file system in memory that is as large as one says (tmpfs(5)); for root.
enum SmallDisk {
  static var isPossible: Bool { geteuid() == 0 }

  /// Makes it on an empty folder.
  static func mount(_ folder: String, mebibytes: Int) throws {
    try SystemTool.run(
      "mount", ["-t", "tmpfs", "-o", "size=\(mebibytes)m,mode=0700", "tmpfs", folder])
  }

  /// Makes it so large that `freeBytes` are free. Someone who writes meanwhile can make the size
  /// too small, which is refused; then it is tried again.
  static func leave(_ freeBytes: Int, on folder: String) throws {
    for _ in 0..<20 {
      do { return try resize(folder, freeBytes) } catch { Pause.sleep(20) }
    }
    try resize(folder, freeBytes)
  }

  private static func resize(_ folder: String, _ freeBytes: Int) throws {
    var status = statvfs()
    guard unsafe statvfs(folder, &status) == 0 else { throw RigFailure("statvfs: errno \(errno)") }
    let used = Int(status.f_blocks - status.f_bfree) * Int(status.f_frsize)
    try SystemTool.run("mount", ["-o", "remount,size=\(used + freeBytes)", folder])
  }

  static func unmount(_ folder: String) throws { try SystemTool.run("umount", ["--lazy", folder]) }
}
