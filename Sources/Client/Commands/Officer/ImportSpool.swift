import Posix
import Terminal

/// A copy of standard input in a temporary file, since an import reads its file twice.
struct ImportSpool {
  static let prefix = "import-"
  static let suffix = ".jsonl"

  let path: String

  /// Copies standard input to its end.
  init(_ run: Run) throws(ErrorReport) {
    let base = run.settings.statePath ?? "/tmp"
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    let file = base + "/" + Self.prefix + number + Self.suffix
    path = file
    try reporting { () throws(InputFailure) in
      let folder = try StateFolder(making: base)
      // Without a state folder it is /tmp, whose files are not the client's to delete.
      if run.settings.statePath != nil { folder.sweep() }
      try Self.copy(to: try OutputFile(file, mustBeNew: true))
    }
  }

  private static func copy(to file: OutputFile) throws(InputFailure) {
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = try naming("-") { () throws(Errno) in
        try FileDescriptor.input.read(into: &buffer)
      }
      if count == 0 { return }
      try file.write(Array(buffer[..<count]))
    }
  }

  func remove() {
    // A failure is ignored: the command's outcome is reported, and the file is swept a day later.
    do throws(Errno) { try FileNames.remove(path) } catch { _ = error }
  }
}
