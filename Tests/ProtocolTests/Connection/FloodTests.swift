import Protocol
import Testing

/// The table of hostile input: floods, one test for each case.
@Suite struct FloodTests {
  @Test func `R-406: 10 000 calls in one write: 128 run, 384 are refused, then CALM`() {
    var bytes: [UInt8] = []
    for id: UInt64 in 1...10_000 {
      bytes += FrameHeader(.request, flags: .end, method: 1, stream: id).frame([1])
    }
    var side = ConnectionRig.open(.server, hello: makeHello(maxConcurrent: 128))
    side.feed(bytes)
    #expect(side.requests.count == 128)
    let sent = side.sent()
    #expect(sent.filter { $0.status == .resourceExhausted && $0.type == .response }.count == 384)
    #expect(sent[0].error?.reason == "TOO_MANY_CALLS" && sent[0].error?.outcome == .notStarted)
    #expect(sent[0].error?.limit == 128 && sent[0].error?.retry == .after)
    #expect(side.endCode == .calm)
  }

  @Test func `R-406: a call that is taken forgives the refused ones`() {
    var side = ConnectionRig.open(.server)
    var id: UInt64 = 0
    for _ in 0..<10 {
      for _ in 0..<16 {
        id += 1
        side.feedCall(id)
      }
      for open in (id - 15)...id { side.connection.respond(stream: open) }
      #expect(side.connection.openCalls == 0)
    }
    #expect(side.endReason == nil)
  }

  @Test func `R-404: cancelled calls count until they really end`() {
    var side = ConnectionRig.open(.server)
    for id: UInt64 in 1...4 {
      side.feedCall(id)
      side.feed(.cancel, stream: id)
    }
    side.feedCall(5)
    #expect(side.sent().map(\.status) == [.resourceExhausted])
    side.connection.respond(stream: 2)
    side.feedCall(6)
    #expect(side.requests.map(\.stream) == [1, 2, 3, 4, 6])
  }

  @Test func `R-404: the 1 001st cancel in 10 s is one too many`() {
    var side = ConnectionRig.open(.server)
    side.feedCall(1)
    for _ in 0..<1_000 { side.feed(.cancel, stream: 1) }
    #expect(side.endReason == nil)
    side.feed(.cancel, stream: 1)
    #expect(side.endCode == .calm)
    var slow = ConnectionRig.open(.server)
    slow.feedCall(1)
    for _ in 0..<1_000 { slow.feed(.cancel, stream: 1) }
    slow.now += 10_000
    slow.feed(.cancel, stream: 1)
    #expect(slow.endReason == nil)
  }

  @Test(arguments: [false, true])
  func `R-507: the 17th malformed call in a minute is one too many`(byOwner: Bool) {
    func malformed(_ side: inout ConnectionRig, _ id: UInt64) {
      guard byOwner else {
        return side.feed(.request, flags: [.end, .meta], method: 1, stream: id, [9])
      }
      side.feedCall(id)
      side.connection.fail(
        stream: id, status: .invalidArgument,
        error: CallError(CallError.Reason.malformed, outcome: .notStarted, retry: .never))
      side.wait(0)
    }
    var side = ConnectionRig.open(.server)
    for id: UInt64 in 1...16 { malformed(&side, id) }
    #expect(side.endReason == nil)
    malformed(&side, 17)
    #expect(side.endCode == .calm)
    var slow = ConnectionRig.open(.server)
    for id: UInt64 in 1...16 { malformed(&slow, id) }
    slow.now += 60_000
    malformed(&slow, 17)
    #expect(slow.endReason == nil)
  }

  @Test func `R-604: the third early ping in a row is one too many`() {
    let ping = FrameHeader(.ping, stream: 0).frame([UInt8](repeating: 0, count: 8))
    var side = ConnectionRig.open(.server)
    for _ in 0..<3 { side.feed(ping) }
    #expect(side.sent().count == 3 && side.endReason == nil)
    side.feed(ping)
    #expect(side.endCode == .calm)
  }

  @Test func `R-604: real traffic, or patience, forgives early pings`() {
    let ping = FrameHeader(.ping, stream: 0).frame([UInt8](repeating: 0, count: 8))
    var side = ConnectionRig.open(.server)
    for id: UInt64 in 1...20 {
      side.feed(ping)
      side.feed(ping)
      side.feedCall(id)
      side.connection.respond(stream: id)
    }
    for _ in 0..<20 {
      side.now += 5_000
      side.feed(ping)
    }
    #expect(side.endReason == nil)
  }
}
