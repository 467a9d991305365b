import Glibc
import Protocol
import TLS
import Testing

@testable import Transport

@Suite struct `Endpoints` {
  @Test(arguments: [
    ("127.0.0.1:7443", Endpoint.tcp(host: "127.0.0.1", port: 7_443)),
    ("[::1]:0", .tcp(host: "::1", port: 0)),
    ("bureau.example:65535", .tcp(host: "bureau.example", port: 65_535)),
    ("unix:/run/shebao.sock", .unix(path: "/run/shebao.sock")),
  ])
  func `are read and written alike`(text: String, endpoint: Endpoint) {
    #expect(Endpoint(text) == endpoint)
    #expect(endpoint.description == text)
  }

  @Test(arguments: [
    "", ":", ":1", "a", "a:", "a:-1", "a:65536", "a:1x", "::1:80", "[::1]", "[::1]80", "[a]:1",
    "unix:", "unix:relative", "a b:1", "unix:/" + String(repeating: "a", count: 107),
  ])
  func `that are malformed are refused`(text: String) {
    #expect(Endpoint(text) == nil)
  }

  @Test func `take a socket's path of 107 bytes`() {
    #expect(Endpoint("unix:/" + String(repeating: "a", count: 106)) != nil)
  }
}

@Suite struct `Listeners and connections` {
  private func socketPath() -> String {
    "/tmp/shebao-\(getpid())-\(UInt64.random(in: 0 ... .max)).sock"
  }

  @Test func `of a Unix socket have mode 0600 and know the peer's user`() throws {
    let path = socketPath()
    let rig = try EchoRig(path: path)
    defer { unsafe unlink(path) }
    var status = stat()
    #expect(unsafe stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    #expect(try channel.call(method: EchoMethod.echo, body: [4]).body == [4])
    #expect(rig.seen.look { $0.opened.map(\.kind) } == [.unix(uid: geteuid(), pid: getpid())])
    channel.close()
    rig.stop()
  }

  @Test func `R-1105: of a Unix socket refuse another user`() throws {
    let path = socketPath()
    defer { unsafe unlink(path) }
    let seen = Monitor(EchoRecord())
    let loop = Loop<EchoServer>()
    try loop.listen(.unix(path: path), user: geteuid() + 1)
    loop.start(name: "echo", delegate: EchoServer(loop: loop, seen: seen))
    #expect(throws: ChannelFailure.self) {
      try Channel.connect(.unix(path: path), hello: testHello())
    }
    #expect(seen.look { $0.refused } == [.foreignUser(uid: geteuid())])
    loop.stop()
    loop.join()
  }

  @Test func `R-1106: in plain text stay on loopback`() throws {
    let loop = Loop<EchoServer>()
    #expect(throws: ListenFailure.plainOffLoopback) {
      try loop.listen(.tcp(host: "0.0.0.0", port: 0))
    }
    #expect(throws: ChannelFailure.connect(.plainOffLoopback)) {
      try Channel.connect(.tcp(host: "192.0.2.1", port: 1), hello: testHello())
    }
  }

  @Test func `are refused where a server listens already`() throws {
    let rig = try EchoRig()
    #expect(throws: ListenFailure.inUse) {
      try Loop<EchoServer>().listen(.tcp(host: "127.0.0.1", port: rig.port))
    }
    #expect(throws: ListenFailure.address("name.example")) {
      try Loop<EchoServer>().listen(.tcp(host: "name.example", port: 0))
    }
    rig.stop()
  }

  @Test func `are as many as the limit, and not one more`() throws {
    var settings = LoopSettings()
    settings.listenersMax = 1
    let rig = try EchoRig(settings: settings)
    #expect(throws: ListenFailure.tooMany(limit: 1)) {
      try rig.loop.listen(.tcp(host: "127.0.0.1", port: 0))
    }
    rig.stop()
  }

  @Test func `to a port without a listener are refused within a second`() throws {
    let rig = try EchoRig()
    rig.stop()
    let start = MonotonicClock.milliseconds()
    #expect(throws: ChannelFailure.connect(.refused)) {
      try Channel.connect(rig.endpoint, hello: testHello())
    }
    #expect(throws: ChannelFailure.connect(.refused)) {
      try Channel.connect(.unix(path: "/tmp/shebao-none.sock"), hello: testHello())
    }
    #expect(MonotonicClock.milliseconds() - start < 1_000)
  }

  @Test func `to a server under another name are not made`() throws {
    let office = try TestAuthority()
    let rig = try EchoRig(settings: office.settings, tls: office.serverContext())
    let loop = ChannelLoop(settings: office.settings)
    #expect(failure(rig, try office.client(name: "bureau.example"), loop) == .wrongName)
    #expect(failure(rig, try office.client(trusting: TestAuthority()), loop) == .untrusted)
    loop.stop()
    rig.stop()
  }

  private func failure(
    _ rig: EchoRig, _ client: TLSClient, _ loop: ChannelLoop
  ) -> TLSFailure.Reason? {
    do throws(ChannelFailure) {
      _ = try Channel.connect(rig.endpoint, tls: client, hello: testHello(), on: loop)
      return nil
    } catch {
      guard case .connect(.tls(let failure)) = error else { return nil }
      return failure.reason
    }
  }

  @Test func `to a server of another protocol end, and are named so`() throws {
    let office = try TestAuthority()
    let rig = try EchoRig(settings: office.settings, tls: office.serverContext())
    let failure = #expect(throws: ChannelFailure.self) {
      try Channel.connect(rig.endpoint, hello: testHello())
    }
    guard case .connect(.ended) = failure else {
      Issue.record("\(String(describing: failure))")
      return
    }
    rig.stop()
  }
}
