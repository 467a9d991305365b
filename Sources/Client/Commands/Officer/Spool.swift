import Glibc
import Terminal

/// Standard input kept in a file of the owner's, since an import reads its file twice.
struct Spool {
  let path: String

  /// Copies standard input to its end.
  init(_ run: Run) throws(ErrorReport) {
    let base = run.settings.statePath ?? "/tmp"
    let file = base + "/import-\(getpid()).jsonl"
    path = file
    try reporting { () throws(InputFailure) in
      _ = try Folder(making: base)
      try Self.copy(to: try OutputFile(file, mustBeNew: true))
    }
  }

  private static func copy(to file: OutputFile) throws(InputFailure) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .file(path: "-", errno: errno) }
      if count == 0 { return }
      try file.write(Array(buffer[..<count]))
    }
  }

  func remove() {
    unsafe unlink(path)
  }
}
