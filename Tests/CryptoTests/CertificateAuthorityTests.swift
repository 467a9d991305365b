import Crypto
import Testing

@Suite struct CertificateAuthorityTests {
  private let serial = [UInt8](repeating: 7, count: CertificateAuthority.serialCount)

  private func authority() throws -> CertificateAuthority {
    try CertificateAuthority.create(name: "office", years: 1, now: today)
  }

  @Test func `a saved authority goes on issuing`() throws {
    let first = try authority()
    let again = try CertificateAuthority(
      certificatePEM: first.certificatePEM(), privateKeyPEM: first.privateKeyPEM())
    #expect(again.certificate == first.certificate)
    let issued = try again.issue(
      commonName: "a", organizationalUnit: "officer", days: 1, now: today, serial: serial)
    try issued.certificate.verify(authority: first.certificate, now: today, purpose: .client)
    #expect(try PrivateKey(pem: issued.privateKeyPEM).matches(issued.certificate))
    #expect(try Certificate(pem: issued.certificatePEM) == issued.certificate)
  }

  @Test func `an authority needs its own key and the right to issue`() throws {
    let one = try authority()
    let other = try authority()
    #expect(throws: CryptoFailure.self) {
      try CertificateAuthority(
        certificatePEM: one.certificatePEM(), privateKeyPEM: other.privateKeyPEM())
    }
    let leaf = try one.issue(
      commonName: "a", organizationalUnit: "officer", days: 1, now: today, serial: serial)
    #expect(throws: CryptoFailure.malformed("the certificate is not an authority's")) {
      try CertificateAuthority(
        certificatePEM: leaf.certificatePEM, privateKeyPEM: leaf.privateKeyPEM)
    }
  }

  @Test(arguments: [0, -1, CertificateAuthority.yearsMax + 1])
  func `an authority's life has limits`(years: Int) throws {
    #expect(throws: CryptoFailure.self) {
      try CertificateAuthority.create(name: "a", years: years, now: today)
    }
  }

  @Test func `the longest lives are granted, one day more is not`() throws {
    let long = try CertificateAuthority.create(
      name: "a", years: CertificateAuthority.yearsMax, now: today)
    let issued = try long.issue(
      commonName: "a", organizationalUnit: "bank", days: CertificateAuthority.daysMax, now: today,
      serial: serial)
    #expect(issued.certificate.notAfter == today + Int64(CertificateAuthority.daysMax) * day)
    for days in [0, CertificateAuthority.daysMax + 1] {
      #expect(throws: CryptoFailure.self) {
        try long.issue(
          commonName: "a", organizationalUnit: "bank", days: days, now: today, serial: serial)
      }
    }
    #expect(throws: CryptoFailure.self) {
      try authority().issue(
        commonName: "a", organizationalUnit: "bank", days: 366, now: today, serial: serial)
    }
  }

  @Test(arguments: ["", "a\nb", "a\0b", String(repeating: "名", count: 65)])
  func `a name that a subject cannot hold is refused`(name: String) throws {
    #expect(throws: CryptoFailure.self) {
      try authority().issue(
        commonName: name, organizationalUnit: "bank", days: 1, now: today, serial: serial)
    }
  }

  @Test func `a name of the greatest length is kept`() throws {
    let name = String(repeating: "名", count: CertificateAuthority.nameMax)
    let issued = try authority().issue(
      commonName: name, organizationalUnit: "bank", days: 1, now: today, serial: serial)
    #expect(issued.certificate.commonName == name)
  }

  @Test(arguments: [0, 15, 17]) func `a serial number has 16 bytes`(count: Int) throws {
    #expect(throws: CryptoFailure.outOfRange("serial number")) {
      try authority().issue(
        commonName: "a", organizationalUnit: "bank", days: 1, now: today,
        serial: [UInt8](repeating: 1, count: count))
    }
  }

  @Test(arguments: [Int64.min, -1, 0, Int64.max]) func `a time no certificate can name is refused`(
    now: Int64
  ) throws {
    #expect(throws: CryptoFailure.outOfRange("time of a certificate")) {
      try CertificateAuthority.create(name: "a", years: 1, now: now)
    }
  }

  @Test func `hosts are counted`() throws {
    let hosts = (1...CertificateAuthority.hostsMax).map { "h\($0).example" }
    let office = try authority()
    let issued = try office.issue(
      commonName: "a", organizationalUnit: "server", hosts: hosts, days: 1, now: today,
      serial: serial)
    try issued.certificate.verify(
      authority: office.certificate, now: today, purpose: .server, host: "h32.example")
    #expect(throws: CryptoFailure.outOfRange("number of hosts")) {
      try office.issue(
        commonName: "a", organizationalUnit: "server", hosts: hosts + ["x"], days: 1, now: today,
        serial: serial)
    }
  }
}
