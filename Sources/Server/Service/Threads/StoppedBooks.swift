internal import Ledger
internal import Store

/// The file in the data folder in which a stopped bookkeeper names the operation, so that `verify`,
/// another process, can report it. The next start whose books reach the journal's end removes it.
enum StoppedBooks {
  /// The file's name in the data folder.
  static let name = "books-stopped"

  /// Writes the file; a failure is logged.
  static func record(_ alarm: Alarm, in folder: DataFolder) {
    do throws(StoreFailure) {
      try Files.write(Array("\(alarm.sequence) \(words(alarm))\n".utf8), to: folder.path(of: name))
    } catch {
      Log.write(.error, "books_stopped_unnoted", [("cause", "\(error)")])
    }
  }

  /// Returns a line, in Chinese, about the operation that stopped the books; nil without a file, or
  /// where the books have passed that operation.
  ///
  /// - Throws: where the file exists but cannot be read.
  static func description(in folder: String, mark: UInt64) throws(StoreFailure) -> String? {
    let path = "\(folder)/\(name)"
    guard Files.exists(path) else { return nil }
    let text = String(decoding: try Files.read(path), as: UTF8.self)
    let parts = text.split(separator: "\n").first?.split(separator: " ", maxSplits: 1) ?? []
    guard parts.count == 2, let sequence = UInt64(parts[0]), sequence > mark else { return nil }
    return "账簿停在操作 \(sequence) 之前：\(parts[1])"
  }

  /// Returns the cause in words. SQLite's text contains names, never stored values.
  private static func words(_ alarm: Alarm) -> String {
    switch alarm.cause {
    case .constraint(let text): text
    case .undecodable: "its events cannot be decoded"
    }
  }
}
