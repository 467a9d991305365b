import Posix
import Terminal

/// What a client that was killed can leave behind among its files.
///
/// Only age tells it from what another client is just making: a process's number says nothing in
/// another container, and is given out again. A client that is stopped for longer than that finds
/// its file gone, and says that it could not write; nothing has left it by then.
enum TemporaryFile: CaseIterable {
  /// A file that was being written: done in the time of one write.
  case unfinished
  /// Standard input kept for an import, which may take hours.
  case spool

  init?(_ name: String) {
    if LocalFile.isUnfinished(name) {
      self = .unfinished
    } else if name.hasPrefix(ImportSpool.prefix), name.hasSuffix(ImportSpool.suffix) {
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
  func isStale(modified: Int64, now: Int64) -> Bool { now - modified > secondsMax }
}
