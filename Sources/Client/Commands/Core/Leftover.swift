import Posix
import Terminal

/// What a client that was killed can leave behind among its files.
///
/// Only age tells it from what another client is just making: a process's number says nothing in
/// another container, and is given out again. A client that is stopped for longer than that finds
/// its file gone, and says that it could not write; nothing has left it by then.
enum Leftover: CaseIterable {
  /// A file that was being written: done in the time of one write.
  case unfinished
  /// Standard input kept for an import, which may take hours.
  case spool

  init?(_ name: String) {
    if LocalFile.isUnfinished(name) {
      self = .unfinished
    } else if name.hasPrefix(Spool.prefix), name.hasSuffix(Spool.suffix) {
      self = .spool
    } else {
      return nil
    }
  }

  /// The age in seconds up to which somebody may be at it.
  var secondsMax: Int64 {
    switch self {
    case .unfinished: 600
    case .spool: 86_400
    }
  }

  /// Whether nobody needs it any more.
  func isDead(modified: Int64, now: Int64) -> Bool { now - modified > secondsMax }
}

extension Folder {
  /// Takes away what killed clients left. Now is the folder's own last change, so that both times
  /// are by the clock of the file system. What can't be taken away stays for the next time: it
  /// harms no command.
  func sweep() {
    do throws(Errno) {
      let now = try FileStatus(ofPath: path).modified
      for name in try FolderListing.names(in: path, where: { Leftover($0) != nil }) {
        let file = path + "/" + name
        guard let leftover = Leftover(name),
          leftover.isDead(modified: try FileStatus(ofPath: file).modified, now: now)
        else { continue }
        try FileNames.remove(file)
      }
    } catch {
      _ = error
    }
  }
}
