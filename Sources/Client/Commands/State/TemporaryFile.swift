import Terminal

/// A kind of temporary file, which a killed client leaves behind in a state folder.
///
/// Stale ones are told from those of running clients by age only. Rejected: the process id in the
/// name, which is reused, and means nothing in another container. A client that is stopped for
/// longer than `secondsMax` fails to write its file, before any request is sent.
enum TemporaryFile: CaseIterable {
  /// A file of `LocalFile.write` before its rename; it lives for one write.
  case unfinished
  /// A copy of standard input for an import (`ImportSpool`), which may take hours.
  case spool

  /// Recognises a file by its name; nil for any other file.
  init?(_ name: String) {
    if LocalFile.isUnfinished(name) {
      self = .unfinished
    } else if name.hasPrefix(ImportSpool.prefix), name.hasSuffix(ImportSpool.suffix) {
      self = .spool
    } else {
      return nil
    }
  }

  /// The age in seconds up to which a running client may be using it.
  var secondsMax: Int64 {
    switch self {
    case .unfinished: 600
    case .spool: 86_400
    }
  }

  /// Returns whether it is older than `secondsMax`. Both times are Unix seconds.
  func isStale(modified: Int64, now: Int64) -> Bool { now - modified > secondsMax }
}
