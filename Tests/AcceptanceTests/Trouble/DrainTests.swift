import Fixtures
import Foundation
import Protocol
import Testing
import Transport

/// SIGTERM: what runs may finish, what would never end by itself is ended (R32, R-620, R-624).
@Suite(.serialized) struct DrainTests {
  /// A stop without running calls must be far below the 10 s of grace, ms.
  static let promptMs: UInt64 = 4_000

  @Test func `feeds, waits and idle clients do not hold a stop up, and the partners come back`()
    async throws
  {
    let took = try await onThread {
      let house = try House("drain")
      return try inHouse(house) {
        let street = try Street(house, notices: 1)
        let idle = try (0..<20).map { _ in try house.connect() }
        let waiting = try house.connect()
        let answer = Answer.asked(waiting, street)
        try eventually("the wait is parked") { try Counters.read(house)["parked"] == 1 }
        #expect(try Counters.read(house)["feeds"] == 5)

        let begun = MonotonicTime.now()
        #expect(try house.stopServer() == 0)
        let took = MonotonicTime.now() - begun
        #expect(try answer.take() == "PAYMENT_NOT_FOUND")
        #expect(!house.log.contains("drain_cut"))
        for channel in idle + [waiting] { channel.close() }

        try house.startServer()
        try house.lab(["sandbox", "status", "--wait", "30"])
        #expect(try Counters.read(house)["feeds"] == 5)
        return took
      }
    }
    #expect(took < Self.promptMs)
  }

  @Test func `a call that runs when the signal comes is answered`() async throws {
    try await onThread {
      let house = try House("drain-call", scrypt: 65_536)
      try inHouse(house) {
        let channel = try house.connect()
        guard let slider = try channel.ask(.login(.slider)) as? Slider else {
          throw Stumble("slider")
        }
        let login = PasswordLogin(
          taxpayer: Fixture.taxpayer(1), user: "nobody", password: "wrong wrong wrong",
          challenge: slider.challenge, position: slider.width, proof: sliderProof(slider))
        let answer = Answer.of { _ = try channel.ask(.login(.password(login))) }
        try eventually("scrypt is asked") { try Counters.read(house)["parked"] == 1 }
        #expect(try house.stopServer() == 0)
        #expect(try answer.take() == "LOGIN_REFUSED")
        channel.close()
      }
    }
  }
}

/// An answer that another thread waits for.
struct Answer: Sendable {
  private let result = Monitor<String?>(nil)

  /// Runs a call on a thread of its own: the reason of its refusal, or "done".
  static func of(_ call: @escaping @Sendable () throws -> Void) -> Answer {
    let answer = Answer()
    Thread.detachNewThread {
      let said: String
      do {
        try call()
        said = "done"
      } catch CallStumble.refused(let error) {
        said = error.reason
      } catch {
        said = "\(error)"
      }
      answer.result.change { $0 = said }
    }
    return answer
  }

  /// Waits for a payment that does not exist, under a key that nobody has used.
  static func asked(_ channel: Channel, _ street: Street) -> Answer {
    let session = street.session
    let status = PaymentStatusRequest(key: newKey(channel), wait: true)
    return of { _ = try channel.ask(.pay(.status(status)), as: session, timeoutMs: 30_000) }
  }

  func take() throws -> String {
    let said = result.wait(until: MonotonicTime.now() + 30_000) { $0 }
    guard let said else { throw Stumble("no answer came") }
    return said
  }
}

/// The server's counters.
enum Counters {
  static func read(_ house: House) throws -> [String: UInt64] {
    let channel = try house.connectOfficer()
    defer { channel.close() }
    return try read(channel)
  }

  static func read(_ channel: Channel) throws -> [String: UInt64] {
    guard let reply = try channel.ask(.system(.counters)) as? CountersReply else {
      throw Stumble("counters")
    }
    return Dictionary(uniqueKeysWithValues: reply.counters.map { ($0.name, $0.value) })
  }
}
