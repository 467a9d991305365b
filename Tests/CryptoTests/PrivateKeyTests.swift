import Crypto
import Testing

@Suite struct PrivateKeyTests {
  private func credential() throws -> (Certificate, PrivateKey) {
    let office = try CertificateAuthority.create(name: "office", years: 1, now: today)
    let issued = try office.issue(
      commonName: "a", organizationalUnit: "subject", days: 1, now: today,
      serial: [UInt8](repeating: 1, count: 16))
    return (issued.certificate, try PrivateKey(pem: issued.privateKeyPEM))
  }

  @Test func `a saved key is the same key`() throws {
    let (certificate, key) = try credential()
    let again = try PrivateKey(pem: key.pem())
    #expect(try again.matches(certificate))
    #expect(try !PrivateKey().matches(certificate))
  }

  /// A key of another kind, made by `openssl genpkey -algorithm ED25519` for this test.
  @Test func `a key of another curve is refused`() {
    let pem = """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----

      """
    #expect(throws: CryptoFailure.malformed("private key: not of curve P-256")) {
      try PrivateKey(pem: Array(pem.utf8))
    }
  }

  @Test func `an encrypted key is refused without a question on the terminal`() {
    let pem = """
      -----BEGIN ENCRYPTED PRIVATE KEY-----
      MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAgAAAAAAAAAAAICCAAw
      DAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEAAAAAAAAAAAAAAAAAAAAAA=
      -----END ENCRYPTED PRIVATE KEY-----

      """
    #expect(throws: CryptoFailure.self) { try PrivateKey(pem: Array(pem.utf8)) }
  }
}
