import Protocol
import TLS
import Testing

@testable import Transport

/// Waiting output of a slow peer.
@Suite struct `Output` {
  private static let items = 20_000

  /// Settings with a stopped clock: a busy machine makes no peer slow.
  private static var standing: LoopSettings {
    let clock = TestClock()
    var settings = LoopSettings()
    settings.clock = { clock.now }
    return settings
  }

  private func items(_ channel: Channel) throws -> Int {
    let stream = channel.stream(method: EchoMethod.flood, body: [UInt8(Self.items / 1_000)])
    var count = 0
    while true {
      switch try stream.next() {
      case .item(let body):
        #expect(body.count == 1_000)
        count += 1
      case .end(let reply):
        #expect(reply.status == .ok)
        return count
      case .nothing: break
      }
    }
  }

  @Test func `R-701: all of 20 MB at once reaches a peer that reads`() throws {
    let rig = try EchoRig(settings: Self.standing)
    let hello = testHello(credit: UInt32(Self.items))
    let channel = try Channel.connect(rig.endpoint, hello: hello)
    #expect(try items(channel) == Self.items)
    channel.close()
    rig.stop()
  }

  @Test func `R-701: all of 20 MB at once reaches a peer that reads over TLS`() throws {
    let office = try TestAuthority()
    let rig = try EchoRig(settings: office.settings, tls: office.serverContext())
    let loop = ChannelLoop(settings: office.settings)
    let hello = testHello(credit: UInt32(Self.items))
    let channel = try Channel.connect(
      rig.endpoint, tls: office.client(), hello: hello, on: loop)
    #expect(try items(channel) == Self.items)
    channel.close()
    loop.stop()
    rig.stop()
  }

  @Test func `R-701: 40 answers of 640 KiB, asked for at once, all come`() throws {
    let rig = try EchoRig(settings: Self.standing)
    let client = try RawClient(port: rig.port)
    let body = [UInt8](repeating: 0, count: 10)
    for _ in 0..<40 { _ = try client.machine.call(method: EchoMethod.blow, body: body, now: 0) }
    client.send()
    #expect(client.responses(40) == 40)
    rig.stop()
  }

  @Test func `R-701: a peer that doesn't read is cut after a second above the hard limit`() throws {
    let clock = TestClock()
    var settings = LoopSettings()
    settings.clock = { clock.now }
    let rig = try EchoRig(settings: settings)
    let hello = testHello(credit: UInt32(Self.items))
    let client = try RawClient(port: rig.port, receiveBuffer: 4_096, hello: hello)
    _ = try client.machine.call(
      method: EchoMethod.flood, body: [UInt8(Self.items / 1_000)], streaming: true, now: 0)
    client.send()
    while rig.seen.look({ $0.requests }) == 0 { rig.turn() }
    rig.turn()
    #expect(rig.seen.look { $0.closed }.isEmpty)
    var seconds = 0
    // The kernel's buffers accept some output first; the other limit is 30 s away.
    while rig.seen.look({ $0.closed.isEmpty }), seconds < 25 {
      clock.advance(1_000)
      seconds += 1
      rig.turn()
    }
    guard case .ended(.local(.slowConsumer, _)) = rig.seen.look({ $0.closed.first }) else {
      Issue.record("\(rig.seen.look { $0.closed })")
      return
    }
    rig.stop()
  }

  @Test(
    arguments: [
      (nil, nil, .max), (5_000, nil, 35_000), (5_000, 4_000, 6_000), (nil, 4_000, 34_000),
      (40_000, 4_000, 34_000),
    ] as [(UInt64?, UInt64?, UInt64)])
  func `R-701: a connection is too slow after 30 s, or 1 s without progress above the hard limit`(
    stalled: UInt64?, over: UInt64?, slowAt: UInt64
  ) {
    let socket = SocketConnection(
      id: ConnectionID(raw: 1), descriptor: Descriptor(owning: -1),
      connection: Connection(role: .server, hello: testHello(), now: 0), tls: nil, stage: .open,
      peer: Peer(address: "", port: 0, kind: .plain), isOutgoing: false)
    socket.stalledSince = stalled
    socket.overSince = over
    #expect(socket.slowAt(LoopSettings()) == slowAt)
  }
}
