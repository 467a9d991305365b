import Crypto
import Testing

@Suite struct CertificateTests {
  let authority: CertificateAuthority
  let serial = [UInt8](0xf0...0xff)

  init() throws {
    authority = try CertificateAuthority.create(name: "珠海市社保费征收所", years: 10, now: today)
  }

  private func client(_ name: String = "工商银行", days: Int = 30) throws -> Certificate {
    try authority.issue(
      commonName: name, organizationalUnit: "bank", organization: "ICBC", days: days, now: today,
      serial: serial
    ).certificate
  }

  private func server(_ hosts: [String]) throws -> Certificate {
    try authority.issue(
      commonName: "shebaod", organizationalUnit: "server", hosts: hosts, days: 30, now: today,
      serial: serial
    ).certificate
  }

  private func accept(
    _ certificate: Certificate, at now: Int64 = today, as purpose: Certificate.Purpose = .client,
    host: String? = nil
  ) throws(CryptoFailure) {
    try certificate.verify(
      authority: authority.certificate, now: now, purpose: purpose, host: host)
  }

  @Test func `an issued certificate says what it was issued for`() throws {
    let bank = try client()
    #expect(bank.commonName == "工商银行")
    #expect(bank.organizationalUnit == "bank")
    #expect(bank.organization == "ICBC")
    #expect(bank.serial == "70f1f2f3f4f5f6f7f8f9fafbfcfdfeff")
    #expect(bank.notBefore == today - CertificateAuthority.clockSkewMilliseconds)
    #expect(bank.notAfter == today + 30 * day)
    #expect(bank.hash == SHA256.hash(bank.der))
    #expect(bank.publicKeyHash.count == 32)
    #expect(bank.publicKeyHash != authority.certificate.publicKeyHash)
    #expect(authority.certificate.commonName == "珠海市社保费征收所")
  }

  @Test func `a certificate survives PEM and DER`() throws {
    let bank = try client()
    #expect(try Certificate(pem: bank.pem()) == bank)
    #expect(try Certificate(der: bank.der) == bank)
  }

  @Test func `a certificate holds from its first moment to its last`() throws {
    let bank = try client()
    try accept(bank, at: bank.notBefore)
    try accept(bank, at: bank.notAfter - 1_000)
    #expect(throws: CryptoFailure.untrusted(.notYetValid)) {
      try accept(bank, at: bank.notBefore - 1_000)
    }
    #expect(throws: CryptoFailure.untrusted(.expired)) {
      try accept(bank, at: bank.notAfter)
    }
  }

  @Test func `another authority of the same name does not vouch for it`() throws {
    let other = try CertificateAuthority.create(name: "珠海市社保费征收所", years: 10, now: today)
    let bank = try client()
    #expect(throws: CryptoFailure.untrusted(.authority)) {
      try bank.verify(authority: other.certificate, now: today, purpose: .client)
    }
    #expect(throws: CryptoFailure.untrusted(.authority)) {
      try other.certificate.verify(
        authority: authority.certificate, now: today, purpose: .client)
    }
  }

  @Test func `a client's certificate does not serve as a server's`() throws {
    #expect(throws: CryptoFailure.untrusted(.wrongPurpose)) {
      try accept(client(), as: .server)
    }
    #expect(throws: CryptoFailure.untrusted(.wrongPurpose)) {
      try accept(server(["a.example"]), as: .client)
    }
  }

  @Test(arguments: ["bureau.example", "BUREAU.example", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1"])
  func `a server is accepted under each of its hosts`(host: String) throws {
    try accept(server(["bureau.example", "127.0.0.1", "::1"]), as: .server, host: host)
  }

  @Test(arguments: ["other.example", "x.bureau.example", "127.0.0.2", "::2", "shebaod", "1.1"])
  func `a server is refused under another host`(host: String) throws {
    #expect(throws: CryptoFailure.untrusted(.wrongName)) {
      try accept(server(["bureau.example", "127.0.0.1", "::1"]), as: .server, host: host)
    }
  }

  @Test(arguments: ["", "a,DNS:b", "a b", "DNS:a", "a\0b", "名", String(repeating: "a", count: 254)])
  func `a text that is no host is neither issued nor asked for`(host: String) throws {
    #expect(throws: CryptoFailure.outOfRange("host name")) { try server([host]) }
    #expect(throws: CryptoFailure.outOfRange("host name")) {
      try accept(server(["a.example"]), as: .server, host: host)
    }
  }

  @Test func `a host of the greatest length is issued`() throws {
    let host = String(repeating: "a.", count: 126) + "a"
    #expect(host.utf8.count == 253)
    try accept(server([host]), as: .server, host: host)
  }

  @Test func `every cut and every changed byte is told without a trap`() throws {
    let der = try client().der
    for count in 0..<der.count {
      #expect(throws: CryptoFailure.self) { try Certificate(der: Array(der.prefix(count))) }
    }
    #expect(throws: CryptoFailure.self) { try Certificate(der: der + [0]) }
    for place in der.indices {
      var changed = der
      changed[place] ^= 0x21
      guard let parsed = try? Certificate(der: changed) else { continue }
      #expect(throws: CryptoFailure.self) { try accept(parsed) }
    }
  }

  @Test(arguments: [
    "", "garbage", "-----BEGIN CERTIFICATE-----\n",
    "-----BEGIN CERTIFICATE-----\nAAAA\n"
      + "-----END CERTIFICATE-----\n",
  ]) func `text that holds no certificate is malformed`(text: String) {
    #expect(throws: CryptoFailure.self) { try Certificate(pem: Array(text.utf8)) }
    #expect(throws: CryptoFailure.self) { try PrivateKey(pem: Array(text.utf8)) }
  }

  @Test func `text and chain are refused past their limits`() throws {
    let pem = try client().pem()
    let most = (1...Certificate.chainMax).flatMap { _ in pem }
    #expect(try Certificate(pem: most).commonName == "工商银行")
    #expect(throws: CryptoFailure.malformed("more than 8 certificates")) {
      try Certificate(pem: most + pem)
    }
    let padding = [UInt8](repeating: UInt8(ascii: "\n"), count: Certificate.textMax - pem.count)
    #expect(try Certificate(pem: padding + pem).commonName == "工商银行")
    #expect(throws: CryptoFailure.self) { try Certificate(pem: padding + pem + [10]) }
    #expect(throws: CryptoFailure.self) {
      try Certificate(der: [UInt8](repeating: 0x30, count: Certificate.sizeMax + 1))
    }
  }
}
