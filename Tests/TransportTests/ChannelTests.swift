import Protocol
import Testing

@testable import Transport

@Suite struct `A channel` {
  @Test func `carries calls of eight threads at once`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    let wrong = Lock(0)
    let threads = (0..<8).map { index in
      WorkerThread(name: "caller") {
        for number in 0..<50 {
          let body = [UInt8(index), UInt8(number)]
          let reply = try? channel.call(method: EchoMethod.echo, body: body)
          if reply?.body != body { wrong.withLock { $0 += 1 } }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(wrong.withLock { $0 } == 0)
    channel.close()
    rig.stop()
  }

  @Test func `reads a stream longer than its credit, in order`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    let stream = channel.stream(method: EchoMethod.count, body: [250])
    var items: [UInt8] = []
    var end: ChannelReply?
    while end == nil {
      switch try stream.next() {
      case .item(let body): items += body
      case .end(let reply): end = reply
      case .nothing: break
      }
    }
    #expect(items == (1...250).reversed())
    #expect(end?.status == .ok)
    channel.close()
    rig.stop()
  }

  @Test func `says that an outcome is unknown when its server is gone`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    let reply = Monitor<ChannelReply?>(nil)
    let caller = WorkerThread(name: "caller") {
      let answer = Result { try channel.call(method: EchoMethod.hold, body: []) }
      reply.change { $0 = try? answer.get() }
    }
    #expect(rig.wait { $0.requests == 1 ? true : nil } == true)
    rig.stop()
    caller.join()
    #expect(reply.look { $0?.error?.outcome } == .unknown)
    #expect(throws: ChannelFailure.self) { try channel.call(method: EchoMethod.echo, body: []) }
  }

  @Test func `a call on a channel that has ended was not sent`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    let stream = channel.stream(method: EchoMethod.hold, body: [])
    channel.close()
    // The stream ends only after the channel has recorded its own end.
    var end: ChannelFailure?
    do throws(ChannelFailure) {
      while try stream.next() == .nothing {}
    } catch { end = error }
    _ = end
    rig.stop()
    #expect(throws: ChannelFailure.refused(.closed)) {
      _ = try channel.call(method: EchoMethod.hold, body: [])
    }
  }

  @Test func `gives nothing in the time asked for where nothing comes`() throws {
    let rig = try EchoRig()
    let channel = try Channel.connect(rig.endpoint, hello: testHello())
    let stream = channel.stream(method: EchoMethod.hold, body: [])
    #expect(try stream.next(within: 0) == .nothing)
    stream.cancel()
    channel.close()
    #expect(throws: ChannelFailure.self) {
      while try stream.next() == .nothing {}
      throw ChannelFailure.closed(.stopped)
    }
    rig.stop()
  }
}
