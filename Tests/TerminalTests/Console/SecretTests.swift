import Terminal
import Testing

@Suite struct SecretTests {
  @Test func `secrets compare by their bytes and can be wiped`() {
    let secret = Secret(Array("123456".utf8))
    #expect(secret.matches(Secret(Array("123456".utf8))))
    #expect(!secret.matches(Secret(Array("123457".utf8))))
    #expect(!secret.matches(Secret(Array("12345".utf8))))
    secret.wipe()
    #expect(secret.count == 0)
  }

  @Test func `a secret shows nothing of itself`() {
    let secret = Secret(Array("hunter2".utf8))
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!dumped.contains("hunter2") && !dumped.contains("104"))
    #expect(String(reflecting: secret) == "***")
  }
}
