import Posix

extension StateFolder {
  /// Deletes stale temporary files. "Now" is the folder's own modification time, so that both times
  /// are of the file system's clock. Failures are ignored: a left file harms no command.
  func sweep() {
    do throws(Errno) {
      let now = try FileStatus(ofPath: path).modified
      for name in try FolderListing.names(in: path, where: { TemporaryFile($0) != nil }) {
        let file = path + "/" + name
        guard let kind = TemporaryFile(name),
          kind.isStale(modified: try FileStatus(ofPath: file).modified, now: now)
        else { continue }
        try FileNames.remove(file)
      }
    } catch {
      _ = error
    }
  }
}
