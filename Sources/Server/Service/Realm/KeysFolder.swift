internal import Crypto
internal import Store

/// The keys folder: what must not lie with the data. Master key, the small CA, the server's own
/// certificate, and the list of credentials.
struct KeysFolder {
  /// Years that the CA lives.
  static let authorityYears = 10
  /// Days that a server's or a role's certificate lives.
  static let credentialDays = 825

  let path: String

  var masterPath: String { "\(path)/master.key" }
  var authorityPath: String { "\(path)/ca.pem" }
  var authorityKeyPath: String { "\(path)/ca.key" }
  var serverPath: String { "\(path)/server.pem" }
  var serverKeyPath: String { "\(path)/server.key" }
  var credentialsPath: String { "\(path)/credentials.list" }
  var revokedPath: String { "\(path)/revoked.list" }
  /// How often the realm was restored: it lies here because no backup of the data may take it back.
  var restoresPath: String { "\(path)/restores" }

  /// Makes the folder with fresh keys; the server's certificate is for the hosts.
  func create(hosts: [String], now: Int64) throws(ServerFault) {
    guard !Files.exists(masterPath) else {
      throw ServerFault("\(path) has keys already", next: "name another folder with --keys")
    }
    try Self.crypto { () throws(CryptoFailure) -> [(String, [UInt8])] in
      let authority = try CertificateAuthority.create(
        name: "shebao realm CA", years: Self.authorityYears, now: now)
      let server = try authority.issue(
        commonName: hosts.first ?? "localhost", organizationalUnit: "server", hosts: hosts,
        days: Self.credentialDays, now: now, serial: SecureRandom.bytes(16))
      return [
        (authorityPath, try authority.certificatePEM()),
        (authorityKeyPath, try authority.privateKeyPEM()),
        (serverPath, server.certificatePEM), (serverKeyPath, server.privateKeyPEM),
        (masterPath, SecureRandom.bytes(ServerKeys.masterCount)),
      ]
    }
    .forEachFile(path)
  }

  /// The master key.
  func master() throws(ServerFault) -> [UInt8] {
    let bytes = try read(masterPath)
    guard bytes.count == ServerKeys.masterCount else {
      throw ServerFault("\(masterPath) is not a master key", next: "restore the keys folder")
    }
    return bytes
  }

  /// Counts a restore, durably, and gives the number that it has.
  func countRestore() throws(ServerFault) -> UInt32 {
    var before: UInt32 = 0
    if Files.exists(restoresPath) {
      let text = String(decoding: try read(restoresPath), as: UTF8.self)
      guard let count = UInt32(text.prefix { $0 != "\n" }), count < .max else {
        throw ServerFault("\(restoresPath) is not a number", next: "restore the keys folder")
      }
      before = count
    }
    do throws(StoreFailure) {
      try Files.write(Array("\(before + 1)\n".utf8), to: restoresPath)
    } catch {
      throw ServerFault("cannot write \(restoresPath): \(error)")
    }
    return before + 1
  }

  /// A file of the folder.
  func read(_ path: String) throws(ServerFault) -> [UInt8] {
    do throws(StoreFailure) {
      return try Files.read(path)
    } catch {
      throw ServerFault("cannot read \(path): \(error)", next: "shebaod init, or name --keys")
    }
  }

  /// Issues a credential for a role: the PEM pair.
  func issue(
    role: String, name: String, now: Int64
  ) throws(ServerFault) -> (certificate: [UInt8], key: [UInt8], serial: String) {
    let certificate = try read(authorityPath)
    let key = try read(authorityKeyPath)
    return try Self.crypto { () throws(CryptoFailure) in
      let authority = try CertificateAuthority(certificatePEM: certificate, privateKeyPEM: key)
      let issued = try authority.issue(
        commonName: name, organizationalUnit: role, days: Self.credentialDays, now: now,
        serial: SecureRandom.bytes(16))
      return (issued.certificatePEM, issued.privateKeyPEM, issued.certificate.serial)
    }
  }

  private static func crypto<Value>(
    _ body: () throws(CryptoFailure) -> Value
  ) throws(ServerFault) -> Value {
    do throws(CryptoFailure) { return try body() } catch { throw ServerFault("keys: \(error)") }
  }
}

extension [(String, [UInt8])] {
  /// Writes the files into a folder that is made first.
  fileprivate func forEachFile(_ folder: String) throws(ServerFault) {
    try PrivateFolder.make(folder)
    do throws(StoreFailure) {
      for (path, bytes) in self { try Files.write(bytes, to: path) }
    } catch {
      throw ServerFault("cannot write \(folder): \(error)")
    }
  }
}
