internal import Crypto
internal import Store

/// The keys folder, which must not lie in the data folder: the master key, the realm's CA, the
/// server's certificate, the lists of issued and revoked credentials, and the count of restores.
struct KeysFolder {
  /// The validity of the CA's certificate, in years.
  static let authorityYears = 10
  /// The validity of the server's and the partners' certificates, in days.
  static let credentialDays = 825

  let path: String

  var masterPath: String { "\(path)/master.key" }
  var authorityPath: String { "\(path)/ca.pem" }
  var authorityKeyPath: String { "\(path)/ca.key" }
  var serverPath: String { "\(path)/server.pem" }
  var serverKeyPath: String { "\(path)/server.key" }
  var credentialsPath: String { "\(path)/credentials.list" }
  var revokedPath: String { "\(path)/revoked.list" }
  /// The file with the number of restores. It is here because restoring a backup of the data must
  /// not reset it.
  var restoresPath: String { "\(path)/restores" }

  /// Creates the folder with new keys; the server's certificate names the hosts.
  ///
  /// - Throws: where the folder has keys already or cannot be written.
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

  /// Returns the master key.
  ///
  /// - Throws: where it is missing or has another length.
  func master() throws(ServerFault) -> [UInt8] {
    let bytes = try read(masterPath)
    guard bytes.count == ServerKeys.masterCount else {
      throw ServerFault("\(masterPath) is not a master key", next: "restore the keys folder")
    }
    return bytes
  }

  /// Counts a restore, durably, and returns its number, from 1.
  ///
  /// - Throws: where the count is unreadable or cannot be written.
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

  /// Reads a file of the folder.
  ///
  /// - Throws: where it cannot be read.
  func read(_ path: String) throws(ServerFault) -> [UInt8] {
    do throws(StoreFailure) {
      return try Files.read(path)
    } catch {
      throw ServerFault("cannot read \(path): \(error)", next: "shebaod init, or name --keys")
    }
  }

  /// Issues a certificate for a role: the PEM pair and its serial.
  ///
  /// - Throws: where the CA's files cannot be read or used.
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
  /// Creates the folder and writes the files into it.
  fileprivate func forEachFile(_ folder: String) throws(ServerFault) {
    try PrivateFolder.make(folder)
    do throws(StoreFailure) {
      for (path, bytes) in self { try Files.write(bytes, to: path) }
    } catch {
      throw ServerFault("cannot write \(folder): \(error)")
    }
  }
}
