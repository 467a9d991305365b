internal import Store

/// `shebaod keys export TO`: copies the keys folder, to be stored apart from every backup.
enum KeysCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) {
    let words = Array(arguments.words.dropFirst())
    guard words.count == 2, words[0] == "export" else {
      throw ServerFault("keys export TO", next: "shebaod help")
    }
    let keys = KeysFolder(path: try arguments.keys())
    try PrivateFolder.make(words[1])
    do throws(StoreFailure) {
      for path in keys.all where Files.exists(path) {
        let name = path.split(separator: "/").last.map(String.init) ?? path
        try Files.write(try Files.read(path), to: "\(words[1])/\(name)")
      }
    } catch {
      throw ServerFault("cannot export the keys: \(error)")
    }
    StandardOutput.write("keys exported to \(words[1])\n")
  }
}

extension KeysFolder {
  /// The paths of all its files.
  var all: [String] {
    [
      masterPath, authorityPath, authorityKeyPath, serverPath, serverKeyPath, credentialsPath,
      revokedPath, restoresPath,
    ]
  }
}
