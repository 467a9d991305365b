internal import Store

/// Creates the folder that a command writes into. For its owner only: it gets names, resident IDs,
/// accounts or keys.
enum PrivateFolder {
  /// Creates the folder with mode 0700, or accepts an existing one that no one else may enter.
  ///
  /// - Throws: where it cannot be created or others may enter it.
  static func make(_ path: String) throws(ServerFault) {
    do throws(StoreFailure) { try DataFolder.make(path) } catch {
      guard Files.exists(path) else { throw ServerFault("cannot make \(path): \(error)") }
      throw ServerFault("\(error)", next: "chmod 700 \(path), or name another folder")
    }
  }
}
