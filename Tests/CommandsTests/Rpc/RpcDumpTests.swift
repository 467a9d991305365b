import Foundation
import Protocol
import Terminal
import TestConsole
import Testing

@testable import Commands

/// `rpc dump`: captured bytes as frames.
@Suite struct RpcDumpTests {
  private static let token = [UInt8](repeating: 0xAB, count: 32)

  private static func meta() throws -> [UInt8] {
    let meta = encode(Meta(session: SessionToken(bytes: token), attempt: 1))
    return [UInt8(meta.count & 0xFF), UInt8(meta.count >> 8)] + meta
  }

  private static func hello() -> [UInt8] {
    let hello = Hello(
      software: "test", version: "1", realm: Id128(high: 0, low: 0), schemaHash: .zero,
      serverTimeMs: 7)
    return FrameHeader(.hello, stream: 0).frame(encode(hello))
  }

  /// Returns a client's bytes: preface, HELLO, two calls, a ping.
  private static func client() throws -> [UInt8] {
    let show = Request.todo(.show(NoticeReference(notice: try CommandFixtures.notice())))
    let request = FrameHeader(
      .request, flags: [.end, .meta], method: show.method.number, stream: 1, aux: 5_000)
    let orders = FrameHeader(
      .request, flags: .end, method: BankMethods.orders.method.number, stream: 3)
    let parts = [
      Preface.ours.bytes, hello(), request.frame(try meta() + show.encoded()), orders.frame([]),
      FrameHeader(.ping, stream: 0).frame([1, 2, 3, 4, 5, 6, 7, 8]),
    ]
    return parts.flatMap { $0 }
  }

  /// Returns a server's bytes in answer to `client()`.
  private static func server() -> [UInt8] {
    let error = CallError(
      CallError.Reason.deadline, outcome: .unknown, retry: .withSameKey, text: "超时")
    let parts = [
      Preface.ours.bytes, hello(),
      FrameHeader(.response, stream: 1, aux: UInt32(Status.deadlineExceeded.rawValue))
        .frame(encode(error)),
      FrameHeader(.item, flags: .progress, stream: 3).frame([]),
      FrameHeader(.response, stream: 3).frame([]),
      FrameHeader(.goAway, stream: .max).frame(encode(GoAway(text: "bye"))),
    ]
    return parts.flatMap { $0 }
  }

  private static func dumped(_ bytes: [UInt8], _ other: [UInt8] = []) throws -> [DumpedFrame] {
    try FrameDump(bytes, methods: try FrameDump(other).methods).frames
  }

  @Test func `a client's bytes are its frames, with what is in them and no secret`() throws {
    let frames = try Self.dumped(try Self.client())
    #expect(frames.map(\.type) == ["PREFACE", "HELLO", "REQUEST", "REQUEST", "PING"])
    #expect(
      frames.map(\.method) == [nil, nil, TodoMethods.show.method, BankMethods.orders.method, nil])
    #expect(frames.map(\.isSound) == [nil, true, true, true, true])
    #expect(frames.allSatisfy { $0.problem == nil })
    #expect(frames[0].contents == [JSONMember("version", "1.0")])
    #expect(frames[1].offset == Preface.byteCount)
    #expect(frames[1].contents.first?.value["serverTimeMs"] == 7)
    #expect(frames[2].contents.map(\.key) == ["Meta", "NoticeReference"])
    #expect(frames[2].contents[0].value["session"] == "***")
    #expect(frames[2].contents[0].value["attempt"] == 1)
    #expect(frames[2].contents[1].value["notice"] == "HR1")
    #expect(frames[4].contents == [JSONMember("bytes", "0102030405060708")])
  }

  @Test func `a server's bytes are read with the client's requests`() throws {
    let frames = try Self.dumped(Self.server(), try Self.client())
    let types = ["PREFACE", "HELLO", "RESPONSE", "ITEM", "RESPONSE", "GOAWAY"]
    #expect(frames.map(\.type) == types)
    #expect(
      frames.map(\.method) == [
        nil, nil, TodoMethods.show.method, BankMethods.orders.method,
        BankMethods.orders.method, nil,
      ])
    #expect(frames[2].contents.first?.value["reason"] == .string(CallError.Reason.deadline))
    #expect(frames.last?.contents.first?.value["text"] == "bye")
    #expect(frames.allSatisfy { $0.problem == nil })
  }

  @Test func `a login's answers are shown without the session's token and the login's own id`()
    throws
  {
    let login = Id128(high: 0xABAB_ABAB_ABAB_ABAB, low: 0xABAB_ABAB_ABAB_ABAB)
    let ask = Request.login(.confirm(LoginReference(login: login)))
    let request = FrameHeader(
      .request, flags: .end, method: ask.method.number, stream: 1
    ).frame(ask.encoded())
    let step = try fill(LoginStep.self, Filling(.full, seed: 1, bytesMax: 32, countMax: 1))
    let answer = FrameHeader(.response, stream: 1).frame(encode(step))
    let frames = try Self.dumped(request) + Self.dumped(answer, request)
    #expect(frames.allSatisfy { $0.problem == nil })
    #expect(frames.map { $0.contents.first?.value["login"] } == ["***", "***"])
    #expect(frames[1].contents.first?.value["session"]?["token"] == "***")
  }

  @Test func `an answer without its request is told apart, not guessed`() throws {
    let answer = FrameHeader(.response, stream: 1).frame(encode(Empty()))
    let frames = try Self.dumped(answer)
    #expect(frames.map(\.problem) == ["the call's method is not known"])
    #expect(frames.map(\.isSound) == [true])
  }

  @Test
  func `a flipped bit in any byte behind the length is a wrong checksum, and nothing is read`()
    throws
  {
    let good = Self.hello()
    for index in 4..<good.count {
      var bad = good
      bad[index] ^= 1
      let frames = try Self.dumped(bad)
      #expect(frames.map(\.isSound) == [false])
      #expect(frames.first?.contents == [])
    }
  }

  @Test func `a frame cut off anywhere is reported, and the frames before it stand`() throws {
    let bytes = try Self.client()
    let whole = Set(try Self.dumped(bytes).map(\.offset) + [bytes.count])
    for count in Preface.byteCount..<bytes.count {
      let frames = try Self.dumped(Array(bytes[..<count]))
      #expect(frames.dropLast().allSatisfy { $0.problem == nil })
      #expect((frames.last?.problem == nil) == whole.contains(count))
    }
  }

  @Test func `a length up to the protocol's most is believed, one more is not`() throws {
    var header = FrameHeader(.ping, stream: 0)
    header.length = Limits.frameBytesCeiling
    #expect(try Self.dumped(header.bytes).first?.problem?.hasPrefix("cut off") == true)
    header.length += 1
    #expect(try Self.dumped(header.bytes).first?.problem?.hasPrefix("no frame") == true)
  }

  @Test func `unknown types, methods and metadata are named`() throws {
    var strange = FrameHeader(.ping, stream: 0)
    strange.type = 0x80
    let request = FrameHeader(.request, flags: .meta, method: 0xFFFF, stream: 1).frame([9, 0])
    let short = FrameHeader(.request, flags: .meta, method: 0xFFFF, stream: 1).frame([9])
    let frames = try Self.dumped(strange.frame([]) + request + short + Self.hello())
    #expect(frames.map(\.type) == ["0x80", "REQUEST", "REQUEST", "HELLO"])
    #expect(frames.map(\.problem).map { $0 == nil } == [true, false, false, true])
    #expect(try Self.dumped([]) == [])
  }

  @Test func `the command reads files, and ends with 65 where a frame is damaged`() throws {
    let rig = try CommandRig(signedIn: false)
    let client = try rig.file("client.bin", "")
    let server = try rig.file("server.bin", "")
    try LocalFile.write(client, try Self.client())
    try LocalFile.write(server, Self.server())
    #expect(rig.run("rpc dump \(server) --requests \(client)") == 0)
    #expect(rig.console.output.contains("todo.show"))
    #expect(rig.console.output.contains("deadlineExceeded"))
    let table = try CommandRig(signedIn: false)
    #expect(table.run("rpc dump \(server) --requests \(client) -o csv") == 0)
    #expect(table.console.output.split(separator: "\r\n").count == 7)
    let json = try CommandRig(signedIn: false)
    try LocalFile.write(client, try Self.client().dropLast())
    #expect(json.run("rpc dump \(client) -o json") == 65)
    let frames = try JSONParser.parse(json.console.output)["data"]?.array ?? []
    #expect(frames.count == 5)
    #expect(frames[2]["flags"]?.array == ["END", "META"])
    #expect(frames[4]["problem"]?.string?.hasPrefix("cut off") == true)
    #expect(!json.console.output.contains("abab"))
    #expect(rig.calls.asked.isEmpty)
  }
}
