internal import Ledger
internal import Store

/// The trace of a bookkeeper that stopped, in the data folder: so that `verify`, another process,
/// can name the operation. It is gone with the next start whose books reach the journal's end.
enum StoppedBooks {
  /// The file's name in the data folder.
  static let name = "books-stopped"

  /// Leaves the trace. Where even that fails the log has it.
  static func record(_ alarm: Alarm, in folder: DataFolder) {
    do throws(StoreFailure) {
      try Files.write(Array("\(alarm.sequence) \(words(alarm))\n".utf8), to: folder.path(of: name))
    } catch {
      Log.write(.error, "books_stopped_unnoted", [("cause", "\(error)")])
    }
  }

  /// What stopped the books of a data folder before an operation that they still lack; nil where
  /// nothing did. A line for a person.
  static func description(in folder: String, mark: UInt64) throws(StoreFailure) -> String? {
    let path = "\(folder)/\(name)"
    guard Files.exists(path) else { return nil }
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    let parts = text.split(separator: "\n").first?.split(separator: " ", maxSplits: 1) ?? []
    guard parts.count == 2, let sequence = UInt64(parts[0]), sequence > mark else { return nil }
    return "账簿停在操作 \(sequence) 之前：\(parts[1])"
  }

  /// SQLite's words hold names, never values.
  private static func words(_ alarm: Alarm) -> String {
    switch alarm.cause {
    case .constraint(let text): text
    case .undecodable: "its events cannot be decoded"
    }
  }
}
