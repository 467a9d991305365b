import Protocol
import Testing

/// Numbers that must never change, because peers were written from schema/protocol.md.
@Suite struct WireNumbersTests {
  private func malformed<M: Message>(_ type: M.Type, _ bytes: [UInt8]) -> Malformed.Reason? {
    do throws(Malformed) {
      _ = try decode(type, from: bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func `R-210: frame types have their numbers`() {
    let types: [FrameType] = [
      .hello, .request, .item, .response, .cancel, .credit, .ping, .goAway,
    ]
    #expect(types == FrameType.allCases)
    #expect(types.map(\.rawValue) == Array(1...8))
  }

  @Test func `R-410: metadata stands in front of the body, behind its length`() throws {
    let meta = Meta(attempt: 300, lang: "en")
    var client = ConnectionRig.open(.client)
    let id = try client.connection.call(method: 1, meta: meta, body: [0xAA, 0xBB], now: 1_000)
    let frame = try #require(client.sent().last)
    #expect(frame.header.flags == [.end, .meta] && frame.header.stream == id)
    // attempt: tag 3 << 3, varint 300; lang: tag 8 << 3 | 2, two bytes.
    let encoded: [UInt8] = [0x18, 0xAC, 0x02, 0x42, 2, 0x65, 0x6E]
    #expect(frame.payload == [7, 0] + encoded + [0xAA, 0xBB])
    var server = ConnectionRig.open(.server)
    server.feed(.request, flags: [.end, .meta], method: 1, stream: 1, frame.payload)
    #expect(server.requests.map(\.meta) == [meta] && server.requests[0].body == [0xAA, 0xBB])
  }

  @Test func `R-503: outcomes have their numbers`() {
    let outcomes: [CallError.Outcome] = [.notStarted, .unknown, .done]
    #expect(outcomes == CallError.Outcome.allCases && outcomes.map(\.rawValue) == [1, 2, 3])
  }

  @Test func `R-504: ways to try again have their numbers`() {
    let ways: [CallError.Retry] = [.never, .now, .after, .withSameKey]
    #expect(ways == CallError.Retry.allCases && ways.map(\.rawValue) == [1, 2, 3, 4])
  }

  @Test func `R-505: the protocol's reasons are spelled so`() {
    let reasons = [
      CallError.Reason.malformed, CallError.Reason.unknownField, CallError.Reason.keyMissing,
      CallError.Reason.keyReused,
      CallError.Reason.unknownMethod, CallError.Reason.wrongShape, CallError.Reason.tooManyCalls,
      CallError.Reason.metaTooLarge,
      CallError.Reason.replyTooLarge, CallError.Reason.itemTooLarge, CallError.Reason.deadline,
      CallError.Reason.cancelled,
      CallError.Reason.draining, CallError.Reason.connectionLost, CallError.Reason.notAccepted,
      CallError.Reason.streamIdle,
      CallError.Reason.badAnswer,
    ]
    let spelled = """
      MALFORMED UNKNOWN_FIELD KEY_MISSING KEY_REUSED UNKNOWN_METHOD WRONG_SHAPE TOO_MANY_CALLS \
      META_TOO_LARGE REPLY_TOO_LARGE ITEM_TOO_LARGE DEADLINE CANCELLED DRAINING CONNECTION_LOST \
      NOT_ACCEPTED STREAM_IDLE BAD_ANSWER
      """
    #expect(reasons.joined(separator: " ") == spelled)
  }

  @Test(
    arguments: [(1, nil), (3, nil), (0, .unknownChoice), (4, .unknownChoice)]
      as [(UInt8, Malformed.Reason?)])
  func `R-802: an enumeration's 0, and a value without a name, are refused`(
    outcome: UInt8, reason: Malformed.Reason?
  ) {
    #expect(malformed(CallError.self, [0x18, outcome, 0x20, 1]) == reason)
  }

  @Test(arguments: [(64, nil), (65, .tooMany)] as [(Int, Malformed.Reason?)])
  func `R-803: a list has no more elements than its maximum`(
    count: Int, reason: Malformed.Reason?
  ) throws {
    let features = (0..<count).map { UInt8($0) }
    var bytes = encode(makeHello(features: []))
    // Field 12 goes before fields 13 and 14, which end every HELLO: a digest, and the time 1.
    let tail = 2 + 32 + 2
    bytes.insert(contentsOf: [0x62, UInt8(count)] + features, at: bytes.count - tail)
    #expect(malformed(Hello.self, bytes) == reason)
  }

  @Test func `R-803: a list longer than its message is refused before memory is taken`() {
    // Field 12 claims 2⁶² bytes.
    let claim: [UInt8] = [0x62, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x40]
    let bytes = Array(encode(makeHello()).dropLast(36)) + claim
    #expect(malformed(Hello.self, bytes) == .lengthBeyondParent)
  }

  @Test func `R-1002: no number and no name means two things`() {
    #expect(Set(Method.all.map(\.number)).count == Method.all.count)
    #expect(Set(Method.all.map(\.name)).count == Method.all.count)
    let codes = GoAwayCode.named.map(\.number)
    #expect(codes == Array(0...14))
    #expect((UInt8(0)...16).compactMap { Status(rawValue: $0) }.count == 17)
    #expect(Status(rawValue: 17) == nil)
  }
}
