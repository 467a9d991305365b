import Glibc
import Protocol
import TLS
import Testing

@testable import Transport

@Suite struct `A loop` {
  @Test func `echoes a call over plain TCP`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    let reply = try channel.call(method: EchoMethod.echo, body: [1, 2, 3])
    #expect(reply.status == .ok)
    #expect(reply.body == [1, 2, 3])
    #expect(channel.serverHello.software == "echo")
    channel.close()
    rig.stop()
    #expect(rig.seen.look { $0.opened.map(\.kind) } == [.plain])
  }

  @Test func `knows a bank by its certificate over TLS`() throws {
    let office = try TestAuthority()
    let rig = try EchoRig(settings: office.settings, tls: office.serverContext())
    let loop = ChannelLoop(settings: office.settings)
    let channel = try Channel.connect(
      rig.endpoint, tls: office.client(), hello: testHello(), on: loop)
    let body = [UInt8](repeating: 5, count: 300_000)
    #expect(try channel.call(method: EchoMethod.echo, body: body).body == body)
    channel.close()
    loop.stop()
    rig.stop()
    guard case .tls(let identity?) = rig.seen.look({ $0.opened.first?.kind }) else {
      Issue.record("no identity")
      return
    }
    #expect(identity.commonName == "工商银行")
    #expect(identity.organizationalUnit == "bank")
  }

  @Test func `takes a client that writes byte by byte`() throws {
    let rig = try EchoRig()
    let client = try RawClient(port: rig.port)
    _ = try client.machine.call(method: EchoMethod.echo, body: [9], now: 0)
    client.send(by: 1)
    #expect(client.responses(1) == 1)
    rig.stop()
  }

  @Test func `answers 1,000 pipelined calls, 100 at a time`() throws {
    let rig = try EchoRig()
    let client = try RawClient(port: rig.port)
    for batch in 1...10 {
      for _ in 0..<100 { _ = try client.machine.call(method: EchoMethod.echo, body: [9], now: 0) }
      client.send()
      #expect(client.responses(batch * 100) == batch * 100)
    }
    rig.stop()
  }

  @Test func `answers what runs after the client's last byte, then closes`() throws {
    let rig = try EchoRig()
    let client = try RawClient(port: rig.port)
    _ = try client.machine.call(method: EchoMethod.hold, body: [], now: 0)
    client.send()
    client.shutdownWriting()
    #expect(rig.wait { $0.requests == 1 ? true : nil } == true)
    rig.loop.post(.release)
    #expect(client.responses(2) == 1)
    #expect(rig.wait { $0.closed.first } != nil)
    rig.stop()
  }

  @Test func `takes as many connections as its limit, and refuses one more`() throws {
    var settings = LoopSettings()
    settings.connectionsMax = 3
    let rig = try EchoRig(settings: settings)
    let loop = ChannelLoop()
    let channels = try (0..<3).map { _ in
      try Channel.connect(rig.endpoint, hello: testHello(), on: loop)
    }
    let refused = try RawClient(port: rig.port)
    while refused.receive() {}
    #expect(refused.events.last == .ended(.peer(.full, "too many connections")))
    channels[0].close()
    #expect(rig.wait { $0.closed.isEmpty ? nil : true } == true)
    _ = try Channel.connect(rig.endpoint, hello: testHello(), on: loop)
    loop.stop()
    rig.stop()
  }

  @Test func `takes so many connections of one address, and refuses one more`() throws {
    var settings = LoopSettings()
    settings.connectionsPerAddressMax = 2
    let rig = try EchoRig(settings: settings)
    let loop = ChannelLoop()
    let channels = try (0..<2).map { _ in
      try Channel.connect(rig.endpoint, hello: testHello(), on: loop)
    }
    let refused = try RawClient(port: rig.port)
    while refused.receive() {}
    #expect(refused.events.last == .ended(.peer(.full, "too many connections")))
    #expect(channels.count == 2)
    loop.stop()
    rig.stop()
  }

  @Test func `R-701: tells a peer above its limit that it is full, also over TLS`() throws {
    let office = try TestAuthority()
    var settings = office.settings
    settings.connectionsMax = 1
    let rig = try EchoRig(settings: settings, tls: office.serverContext())
    let loop = ChannelLoop(settings: office.settings)
    let first = try Channel.connect(
      rig.endpoint, tls: office.client(), hello: testHello(), on: loop)
    let second = try Channel.connect(
      rig.endpoint, tls: office.client(), hello: testHello(), on: loop)
    #expect(Self.end(of: second) == .ended(.peer(.full, "too many connections")))
    #expect(try first.call(method: EchoMethod.echo, body: [1]).status == .ok)
    loop.stop()
    rig.stop()
  }

  /// Calls until the channel has ended; returns the cause.
  private static func end(of channel: Channel) -> CloseReason? {
    // A failed call does not tell the cause of the channel's end.
    while channel.end == nil { _ = try? channel.call(method: EchoMethod.echo, body: []) }
    return channel.end
  }

  @Test func `R-701: lets the operator's socket in whatever the network does`() throws {
    var settings = LoopSettings()
    settings.unopenedMax = 1
    settings.connectionsMax = 1
    let path = "/tmp/shebao-\(getpid())-\(UInt64.random(in: 0 ... .max)).sock"
    defer { unsafe unlink(path) }
    let rig = try EchoRig(settings: settings)
    try rig.loop.listen(.unix(path: path))
    let silent = try RawClient(port: rig.port)
    #expect(silent.receive())
    let officer = try Channel.connect(.unix(path: path), hello: testHello())
    #expect(try officer.call(method: EchoMethod.echo, body: [1]).status == .ok)
    officer.close()
    withExtendedLifetime(silent) {}
    rig.stop()
  }

  @Test func `takes so many peers without HELLO, and refuses one more`() throws {
    var settings = LoopSettings()
    settings.unopenedMax = 2
    let rig = try EchoRig(settings: settings)
    let one = try RawClient(port: rig.port)
    let two = try RawClient(port: rig.port)
    let three = try RawClient(port: rig.port)
    #expect(!three.receive())
    #expect(rig.wait { $0.refused.isEmpty ? nil : true } == true)
    withExtendedLifetime((one, two)) {}
    rig.stop()
  }

  @Test func `gives a silent peer 5 s for its HELLO`() throws {
    let clock = TestClock()
    var settings = LoopSettings()
    settings.clock = { clock.now }
    let rig = try EchoRig(settings: settings)
    let client = try RawClient(port: rig.port)
    #expect(client.receive())
    clock.advance(5_000)
    rig.loop.wake()
    while client.receive() {}
    let end = client.events.last
    #expect(end == .ended(.peer(.timeout, "no HELLO within 5000 ms")))
    rig.stop()
  }

  @Test func `lets a TLS peer 5 s for its handshake`() throws {
    let office = try TestAuthority()
    let clock = TestClock()
    var settings = office.settings
    settings.clock = { clock.now }
    let rig = try EchoRig(settings: settings, tls: office.serverContext())
    let client = try RawClient(port: rig.port)
    let watcher = WorkerThread(name: "clock") {
      // An accept is not reported, so time passes until the loop has acted on it.
      while rig.seen.look({ $0.refused.isEmpty }) {
        clock.advance(1_000)
        rig.loop.wake()
      }
    }
    #expect(!client.receive())
    watcher.join()
    #expect(rig.seen.look { $0.refused } == [.handshakeTimeout])
    rig.stop()
  }

  @Test func `cuts a peer that doesn't read for 30 s`() throws {
    let clock = TestClock()
    var settings = LoopSettings()
    settings.clock = { clock.now }
    // The kernel may take a little more of it later, which restarts the 30 s. The peer does not
    // read, and so answers no PING: its silence must not end the connection first.
    settings.connection.pingIntervalMs = 600_000
    let rig = try EchoRig(settings: settings)
    let client = try RawClient(port: rig.port, receiveBuffer: 4_096)
    while !client.events.contains(where: { if case .opened = $0 { true } else { false } }) {
      client.send()
      _ = client.receive()
    }
    for _ in 0..<100 {
      _ = try client.machine.call(method: EchoMethod.blow, body: [0], now: 0)
    }
    client.send()
    // The time of a peer that does not read starts when there is output for it.
    #expect(rig.wait { $0.requests > 0 ? true : nil } == true)
    while rig.seen.look({ $0.closed.isEmpty }) {
      clock.advance(1_000)
      rig.turn()
    }
    let reason = rig.seen.look { $0.closed.first }
    guard case .ended(.local(.slowConsumer, _)) = reason else {
      Issue.record("\(String(describing: reason))")
      return
    }
    rig.stop()
  }

  @Test func `drains with a call in flight, and takes no new one`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    let reply = Monitor<ChannelReply?>(nil)
    let caller = WorkerThread(name: "caller") {
      let answer = Result { try channel.call(method: EchoMethod.hold, body: []) }
      reply.change { $0 = try? answer.get() }
    }
    #expect(rig.wait { $0.requests == 1 ? true : nil } == true)
    rig.loop.drain(graceMs: 10_000)
    rig.loop.post(.release)
    caller.join()
    #expect(reply.look { $0?.status } == .ok)
    #expect(rig.wait { $0.drainedCut } == 0)
    #expect(throws: ChannelFailure.connect(.refused)) {
      try Channel.connect(rig.endpoint, hello: testHello())
    }
    channel.close()
    rig.stop()
  }

  @Test func `cuts what is left at the end of a drain`() throws {
    let clock = TestClock()
    var settings = LoopSettings()
    settings.clock = { clock.now }
    let rig = try EchoRig(settings: settings)
    let client = try RawClient(port: rig.port)
    _ = try client.machine.call(method: EchoMethod.hold, body: [], now: 0)
    client.send()
    #expect(rig.wait { $0.requests == 1 ? true : nil } == true)
    rig.loop.drain(graceMs: 1_000)
    let watcher = WorkerThread(name: "clock") {
      while rig.seen.look({ $0.drainedCut == nil }) {
        clock.advance(500)
        rig.loop.wake()
      }
    }
    while client.receive() {}
    watcher.join()
    #expect(rig.seen.look { $0.closed.count } == 1)
    rig.stop()
  }

  @Test func `stops reading while its work queue is full`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    rig.loop.post(.pause)
    #expect(rig.wait { $0.isPaused ? true : nil } == true)
    let done = Monitor(false)
    let caller = WorkerThread(name: "caller") {
      let isOk = (try? channel.call(method: EchoMethod.echo, body: [1]))?.status == .ok
      done.change { $0 = isOk }
    }
    #expect(!done.look { $0 })
    rig.loop.resumeReading()
    caller.join()
    #expect(done.look { $0 })
    channel.close()
    rig.stop()
  }

  @Test func `sleeps when there is nothing to do`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    _ = try channel.call(method: EchoMethod.echo, body: [1])
    let before = rig.seen.look { $0.turns }
    for _ in 0..<10 { rig.loop.wake() }
    _ = try channel.call(method: EchoMethod.echo, body: [1])
    // Ten wake-ups and one call; an event without a handler would make the loop spin.
    #expect(rig.seen.look { $0.turns } - before < 40)
    channel.close()
    rig.stop()
  }
}
