import Glibc
import Protocol
import Testing

@testable import Transport

/// Leaks of descriptors. Their number is the process's, so each test runs alone in a process of its
/// own.
@Suite struct `Descriptors` {
  static func openCount() -> Int {
    guard let folder = unsafe opendir("/proc/self/fd") else { return -1 }
    defer { unsafe closedir(folder) }
    var count = 0
    while unsafe readdir(folder) != nil { count += 1 }
    return count
  }

  @Test func `are all closed after servers, channels and failures`() async {
    await #expect(processExitsWith: .success) {
      func round() throws {
        let office = try TestAuthority()
        let rig = try EchoRig(settings: office.settings, tls: office.serverContext())
        let loop = ChannelLoop(settings: office.settings)
        let channel = try Channel.connect(
          rig.endpoint, tls: office.client(), hello: testHello(), on: loop)
        _ = try channel.call(method: EchoMethod.echo, body: [1])
        let wrong = try office.client(name: "wrong.example")
        _ = Result { try Channel.connect(rig.endpoint, tls: wrong, hello: testHello(), on: loop) }
        _ = Result { try Loop<EchoServer>().listen(rig.endpoint) }
        channel.close()
        loop.stop()
        rig.stop()
        _ = Result { try Channel.connect(rig.endpoint, hello: testHello()) }
      }
      try round()
      let before = Descriptors.openCount()
      for _ in 0..<5 { try round() }
      let after = Descriptors.openCount()
      if after > before { exit(3) }
    }
  }
}
