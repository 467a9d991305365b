/// Copies of a stopped server's database files, each with its write-ahead log.
struct DatabaseCopies {
  private let data: String
  private let aside: String

  init(_ rig: ServerRig) {
    data = rig.data
    aside = rig.folder
  }

  func bytes(_ name: String) -> [UInt8] { TestFiles.bytes("\(data)/\(name)") }

  /// Copies a database under a label.
  func keep(_ name: String, as label: String) throws {
    for end in ["", "-wal"] {
      try SystemTool.run("cp", ["\(data)/\(name)\(end)", "\(aside)/\(label)-\(name)\(end)"])
    }
  }

  /// Replaces a database by the copy with this label.
  func bringBack(_ name: String, from label: String) throws {
    try TestFiles.remove("\(data)/\(name)-shm")
    for end in ["", "-wal"] {
      try SystemTool.run("cp", ["\(aside)/\(label)-\(name)\(end)", "\(data)/\(name)\(end)"])
    }
  }
}
