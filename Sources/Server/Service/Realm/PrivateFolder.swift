internal import Store

/// A folder that a command writes into: what it gets, names, resident IDs, accounts or keys, is no
/// one's but its owner's.
enum PrivateFolder {
  /// Makes it; a folder that exists is taken only where no one else may enter it.
  static func make(_ path: String) throws(ServerFault) {
    do throws(StoreFailure) { try DataFolder.make(path) } catch {
      guard Files.exists(path) else { throw ServerFault("cannot make \(path): \(error)") }
      throw ServerFault("\(error)", next: "chmod 700 \(path), or name another folder")
    }
  }
}
