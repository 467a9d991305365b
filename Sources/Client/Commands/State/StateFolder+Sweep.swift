import Posix
import Terminal

extension StateFolder {
  /// Takes away what killed clients left. Now is the folder's own last change, so that both times
  /// are by the clock of the file system. What can't be taken away stays for the next time: it
  /// harms no command.
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
