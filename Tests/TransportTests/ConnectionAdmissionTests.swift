import Protocol
import Testing

@testable import Transport

/// The counts of a server's connections, at each limit and one past it.
@Suite struct `Counting connections` {
  private func admission(_ change: (inout LoopSettings) -> Void) -> ConnectionAdmission {
    var settings = LoopSettings()
    change(&settings)
    return ConnectionAdmission(settings)
  }

  @Test func `R-701: a connection beyond the server's limit is told, and some are not even that`() {
    let door = admission {
      $0.connectionsMax = 2
      $0.farewellsMax = 1
    }
    let verdicts = ["a", "b", "c", "d"].map { door.decide($0) }
    #expect(verdicts == [.welcome, .welcome, .farewell, .refused])
    door.left("c", .farewell, wasOpened: false)
    #expect(door.decide("d") == .farewell)
    door.left("a", .welcome, wasOpened: false)
    #expect(door.decide("e") == .welcome)
  }

  @Test func `R-701: one address has a limit of its own`() {
    let door = admission { $0.connectionsPerAddressMax = 2 }
    #expect(
      [door.decide("a"), door.decide("a"), door.decide("a")] == [.welcome, .welcome, .farewell])
    #expect(door.decide("b") == .welcome)
    door.left("a", .welcome, wasOpened: false)
    #expect(door.decide("a") == .welcome)
  }

  @Test func `R-701: one address has a share of the connections without HELLO`() {
    let door = admission {
      $0.unopenedMax = 4
      $0.unopenedPerAddressMax = 2
    }
    #expect(
      [door.decide("a"), door.decide("a"), door.decide("a")] == [.welcome, .welcome, .refused])
    #expect([door.decide("b"), door.decide("b")] == [.welcome, .welcome])
    #expect(door.decide("c") == .refused)
    door.opened("a")
    #expect(door.decide("c") == .welcome)
    door.left("a", .welcome, wasOpened: true)
    door.left("a", .welcome, wasOpened: false)
    #expect(door.decide("c") == .welcome)
    #expect(door.decide("c") == .refused)
  }

  @Test func `the defaults let no address take all the places for connections without HELLO`() {
    let settings = LoopSettings()
    #expect(settings.unopenedPerAddressMax * 8 <= settings.unopenedMax)
    #expect(settings.connectionsPerAddressMax * 4 <= settings.connectionsMax)
    #expect(settings.unopenedMax < settings.connectionsMax)
  }

  @Test func `R-701: the loops of a server count together`() throws {
    var settings = LoopSettings()
    settings.connectionsMax = 1
    settings.admission = ConnectionAdmission(settings)
    let one = try EchoRig(settings: settings)
    let two = try EchoRig(settings: settings)
    let channel = try Channel.connect(one.endpoint, hello: testHello())
    let refused = try RawClient(port: two.port)
    while refused.receive() {}
    #expect(refused.events.last == .ended(.peer(.full, "too many connections")))
    channel.close()
    #expect(one.wait { $0.closed.isEmpty ? nil : true } == true)
    let again = try Channel.connect(two.endpoint, hello: testHello())
    again.close()
    one.stop()
    two.stop()
  }
}
