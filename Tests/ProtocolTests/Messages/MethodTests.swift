import Foundation
import Protocol
import Testing

/// The table of methods.
@Suite struct MethodTests {
  @Test func `every row of the sources is in the table, at its number`() throws {
    let folder = SourceTexts.root + "/Sources/Protocol/Messages/"
    var written: [String] = []
    for file in try FileManager.default.subpathsOfDirectory(atPath: folder)
    where file.hasSuffix(".swift") {
      let text = try String(contentsOfFile: folder + file, encoding: .utf8)
      for row in text.split(separator: "= MethodDefinition(").dropFirst() {
        let columns = row.split(separator: ",", maxSplits: 2).map {
          $0.filter { !$0.isWhitespace && $0 != "\"" }
        }
        written.append(columns[0] + " " + columns[1])
      }
    }
    let rows = Method.all.map { method in
      let digits = String(method.number, radix: 16, uppercase: true)
      return "0x" + String(repeating: "0", count: 4 - digits.count) + digits + " \(method.name)"
    }
    #expect(written.sorted() == rows)
    #expect(Set(Method.all).count == rows.count)
  }

  @Test(arguments: Method.all)
  func `a request knows the method that it was decoded for`(_ method: Method) throws {
    let request = try #require(MessageProbe.named(method.messages.request))
    #expect(try method.request(try request.encoded(Filling(.full))).method == method)
    #expect(Method(number: method.number) == method && Method(name: method.name) == method)
  }

  @Test func `a number or name that no row has is no method`() {
    #expect(Method(number: 0) == nil && Method(number: .max) == nil && Method(name: "pay") == nil)
  }

  @Test func `without secrets, a request keeps all but them`() throws {
    let set = PaymentPasswordSet(
      request: Id128(high: 1, low: 2), code: "123456", password: "135790", again: "135790")
    let blank = PaymentPasswordSet(
      request: Id128(high: 1, low: 2), code: "", password: "", again: "")
    #expect(
      Request.paymentPassword(.set(set)).withoutSecrets == .paymentPassword(.set(blank)))
    let use = PaymentPasswordUse(on: true, password: "135790", request: nil, code: "1")
    #expect(
      Request.paymentPassword(.use(use)).withoutSecrets
        == .paymentPassword(.use(PaymentPasswordUse(on: true))))
    let list = Request.todo(.list(TodoFilter(status: .unpaid)))
    #expect(list.withoutSecrets == list)
  }

  @Test(arguments: Method.all.filter { $0.idempotency == .keyed })
  func `a keyed change says what it is about`(_ method: Method) throws {
    let request = try #require(MessageProbe.named(method.messages.request))
    let body = try request.encoded(Filling(.full, seed: 1, bytesMax: 40, countMax: 1))
    #expect(try !method.request(body).subject.isEmpty)
  }

  @Test(arguments: Method.all, Filling.Amount.allCases)
  func `requests and replies decode what they encode`(
    _ method: Method, _ amount: Filling.Amount
  ) throws {
    let request = try #require(MessageProbe.named(method.messages.request))
    let reply = try #require(MessageProbe.named(method.messages.reply))
    for seed: UInt64 in 0..<4 {
      let filling = Filling(amount, seed: seed, bytesMax: 200, countMax: 3)
      let asked = try request.encoded(filling)
      #expect(try method.request(asked).encoded() == asked)
      let answered = try reply.encoded(filling)
      #expect(try method.reply(answered).encoded() == answered)
    }
  }

  @Test(arguments: Method.all)
  func `an unknown even field is refused in either direction`(_ method: Method) throws {
    let request = try #require(MessageProbe.named(method.messages.request))
    let reply = try #require(MessageProbe.named(method.messages.reply))
    let foreign = hex("80 a6 1d 01")
    let asked = try request.encoded(Filling(.minimal)) + foreign
    #expect(throws: Malformed.self) { try method.request(asked) }
    let answered = try reply.encoded(Filling(.minimal)) + foreign
    #expect(throws: Malformed.self) { try method.reply(answered) }
  }

  @Test(
    arguments: [
      ([], ""), ([1], "login"), ([3, 1], "documents.document"), ([3, 99], "documents.99"),
      ([77, 1], "77.1"),
    ] as [([UInt16], String)])
  func `R-507: a place in a body has the names of its fields`(path: [UInt16], names: String) {
    #expect(LoginMethods.consent.method.names(of: path) == names)
  }
}
