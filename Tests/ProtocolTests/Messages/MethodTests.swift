import Protocol
import Testing

/// The enums `Request` and `Reply`, by method.
@Suite struct Methods {
  @Test(arguments: Method.allCases, Filling.Amount.allCases)
  func `Requests and replies decode what they encode`(
    _ method: Method, _ amount: Filling.Amount
  ) throws {
    let request = try #require(MessageProbe.named(method.messages.request))
    let reply = try #require(MessageProbe.named(method.messages.reply))
    for seed: UInt64 in 0..<4 {
      let filling = Filling(amount, seed: seed, bytesMax: 200, countMax: 3)
      let asked = try request.encoded(filling)
      #expect(try Request.decode(method, asked).encoded() == asked)
      let answered = try reply.encoded(filling)
      #expect(try Reply.decode(method, answered).encoded() == answered)
    }
  }

  @Test(arguments: Method.allCases)
  func `An unknown even field is refused in either direction`(_ method: Method) throws {
    let request = try #require(MessageProbe.named(method.messages.request))
    let reply = try #require(MessageProbe.named(method.messages.reply))
    let stranger = hex("80 a6 1d 01")
    let asked = try request.encoded(Filling(.minimal)) + stranger
    #expect(throws: Malformed.self) { try Request.decode(method, asked) }
    let answered = try reply.encoded(Filling(.minimal)) + stranger
    #expect(throws: Malformed.self) { try Reply.decode(method, answered) }
  }

  @Test(
    arguments: [
      ([], ""), ([1], "login"), ([3, 1], "documents.document"), ([3, 99], "documents.99"),
      ([77, 1], "77.1"),
    ] as [([UInt16], String)])
  func `R-507: a place in a body has the names of its fields`(path: [UInt16], names: String) {
    #expect(Method.loginConsent.names(of: path) == names)
  }
}
