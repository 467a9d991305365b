import Protocol
import Testing

@testable import Commands

/// The version `v` of the files in a state folder.
@Suite struct StateVersionTests {
  private static let others = [#""v":2"#, #""v":0"#, #""v":"1""#, #""w":1"#]

  /// Returns a file's bytes with another member in place of its version.
  private static func replaced(_ bytes: [UInt8], by member: String) throws -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    try #require(text.hasPrefix(#"{"v":1,"#))
    return Array(text.replacing(#""v":1"#, with: member, maxReplacements: 1).utf8)
  }

  private static let key = Id128(millis: 1_780_000_000_000, randomA: 0, randomB: 1)

  private static func requests() throws -> [InFlightRequest] {
    let owner = CommandRig.session.owner
    let save = DeclareSave(
      notice: try CommandFixtures.notice(), version: 1, amount: try CommandFixtures.money(1))
    return [
      .payment(InFlightPayment(key: key, notice: "HR1", owner: owner, sent: 1)),
      .change(InFlightChange(key: key, request: .declare(.save(save)), owner: owner)),
    ]
  }

  @Test(arguments: others) func `a session of another version is no session`(member: String) throws
  {
    let bytes = CommandRig.session.bytes
    #expect(StoredSession(bytes) == CommandRig.session)
    #expect(StoredSession(try Self.replaced(bytes, by: member)) == nil)
  }

  @Test(arguments: others)
  func `a request in flight of another version is of another form`(member: String) throws {
    for request in try Self.requests() {
      #expect(InFlightRequest(request.bytes) == request)
      #expect(InFlightRequest(try Self.replaced(request.bytes, by: member)) == nil)
    }
  }
}
