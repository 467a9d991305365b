internal import Crypto
internal import Protocol
internal import Store

/// `shebaod init`: creates a realm: its data folder and its keys folder.
enum InitCommand {
  static func run(_ arguments: Arguments) throws(ServerFault) {
    let data = try arguments.data()
    let keys = KeysFolder(path: try arguments.keys())
    let region = try arguments.number("region", 1_000...9_999) ?? 3702
    let sandbox = arguments.flag("sandbox")
    let scrypt = try arguments.number("scrypt", 2...1_048_576) ?? 16_384
    guard RealmFile.isAcceptedCost(UInt32(scrypt)) else {
      throw ServerFault(
        "--scrypt \(scrypt) is no cost that scrypt takes",
        next: "give a power of two from 2 to 131072")
    }
    guard sandbox || scrypt >= 16_384 else {
      throw ServerFault("--scrypt below 16384 is for a sandbox only", next: "add --sandbox")
    }
    let pause = try arguments.number("code-pause", 0...3_600) ?? 60
    guard sandbox || pause >= 60 else {
      throw ServerFault("--code-pause below 60 is for a sandbox only", next: "add --sandbox")
    }
    let hosts = (arguments.value("host") ?? "localhost,127.0.0.1").split(separator: ",")
    let realm = RealmFile(
      id: id(), region: UInt32(region), sandbox: sandbox, scryptN: UInt32(scrypt),
      codePauseSeconds: UInt32(pause))
    try write(realm, data)
    try keys.create(hosts: hosts.map(String.init), now: Int64(BureauClock.wallMilliseconds()))
    StandardOutput.write(
      """
      realm \(realm.id) made in \(data)
      keys and CA in \(keys.path): keep them apart from the data and from its backups
      next: shebaod serve --data \(data) --listen 127.0.0.1:7443

      """)
  }

  private static func id() -> Id128 {
    Id128(bytes: SecureRandom.bytes(Id128.byteCount)) ?? Id128(high: 0, low: 0)
  }

  private static func write(_ realm: RealmFile, _ data: String) throws(ServerFault) {
    let exists: Bool
    do throws(StoreFailure) {
      let folder = try DataFolder.open(data)
      let path = folder.path(of: RealmFile.name)
      exists = Files.exists(path)
      if !exists { try Files.write(Array(realm.text.utf8), to: path) }
    } catch {
      throw ServerFault("cannot make \(data): \(error)")
    }
    if exists {
      throw ServerFault("\(data) is a realm already", next: "name another folder with --data")
    }
  }
}
