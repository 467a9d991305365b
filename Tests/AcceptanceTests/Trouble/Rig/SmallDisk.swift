import Glibc

/// A file system of limited size in memory (tmpfs(5)). Only root can mount it.
enum SmallDisk {
  static var isPossible: Bool { geteuid() == 0 }

  /// Mounts it on an empty folder.
  static func mount(_ folder: String, mebibytes: Int) throws {
    try SystemTool.run(
      "mount", ["-t", "tmpfs", "-o", "size=\(mebibytes)m,mode=0700", "tmpfs", folder])
  }

  /// Resizes it so that `freeBytes` are free. Repeated where the server writes meanwhile and so
  /// makes the new size too small, which the kernel refuses.
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
