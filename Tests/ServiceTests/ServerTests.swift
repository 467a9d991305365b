import Foundation
import Protocol
@testable import Service
import Store
import Testing
import Transport

/// The server as a stranger meets it: real sockets, real TLS, real files.
@Suite(.serialized) struct ServerTests {
  @Test func `health, ping and counters are answered by the loop`() throws {
    let house = try House()
    let channel = try house.plain()
    #expect(try channel.ask(.systemPing).status == .ok)
    let health = try channel.ask(.systemHealth)
    let reply = try Reply.decode(.systemHealth, health.body)
    guard case .healthReply(let state) = reply else { throw House.Odd.reply }
    #expect(state.serving && state.durable == state.books)
    #expect(try channel.ask(.systemCounters).status == .ok)
    channel.close()
    house.close()
  }

  @Test func `a clerk's request without a session is refused with the way to sign in`() throws {
    let house = try House()
    let channel = try house.plain()
    let reply = try channel.ask(.todoList(TodoFilter()))
    #expect(reply.status == .unauthenticated)
    #expect(reply.error?.reason == "NOT_SIGNED_IN")
    #expect(reply.error?.outcome == .notStarted)
    #expect(reply.error?.next == "shebao login password")
    channel.close()
    house.close()
  }

  @Test func `a malformed body fails its call, and the connection goes on`() throws {
    let house = try House()
    let channel = try house.plain()
    let bad = try channel.call(
      method: Method.loginPassword.rawValue, body: [0xFF, 0xFF, 0xFF], timeoutMs: 5_000)
    #expect(bad.status == .invalidArgument && bad.error?.reason == Reason.malformed)
    #expect(try channel.call(method: 0x7FFF, body: [], timeoutMs: 5_000).status == .unimplemented)
    #expect(try channel.ask(.systemPing).status == .ok)
    channel.close()
    house.close()
  }

  @Test func `a role's methods are for its credential alone`() throws {
    let house = try House()
    let nobody = try house.tls()
    let bank = try house.tls(role: "bank", name: "102452000012")
    let report = Request.bankDebitReport(
      DebitReport(
        reference: Id128(high: 0, low: 1), digest: .zero, outcome: .done, amount: .zero,
        receipt: "1", code: "", reason: ""))
    #expect(try nobody.ask(report).error?.reason == "WRONG_ROLE")
    #expect(try bank.ask(report).error?.reason == "ORDER_NOT_FOUND")
    #expect(try bank.ask(.officerClockShow).error?.reason == "WRONG_ROLE")
    #expect(try house.officer().ask(.officerClockShow).status == .ok)
    nobody.close()
    bank.close()
    house.close()
  }

  @Test func `a revoked credential is refused from its next connection on`() throws {
    let house = try House()
    let pair = try house.issue(role: "bank", name: "103452000011")
    let bank = try house.tls(pair)
    #expect(try bank.ask(.systemPing).status == .ok)
    bank.close()
    let list = try String(
      decoding: house.read("\(house.data)-keys/credentials.list"), as: UTF8.self)
    let serial = try #require(list.split(separator: " ").first)
    let revoked = ServerCommand.run(
      ["credential", "revoke", "--data", house.data, "--serial", String(serial)])
    #expect(revoked == 0)
    #expect(throws: (any Error).self) {
      let again = try house.tls(pair)
      _ = try again.ask(.systemPing)
    }
    house.close()
  }

  @Test func `what was changed is there after a stop and a start, and verify is clean`() throws {
    let house = try House()
    let before = try house.officer()
    let advance = Request.officerClockAdvance(ClockAdvance(milliseconds: 86_400_000))
    #expect(try before.ask(advance).status == .ok)
    before.close()
    house.server.stop()
    #expect(ServerCommand.run(["verify", "--data", house.data]) == 0)
    #expect(ServerCommand.run(["rebuild", "--data", house.data]) == 0)
    let again = try Server.start(House.settings(house.data))
    let officer = try house.officer()
    let clock = try Reply.decode(.officerClockShow, officer.ask(.officerClockShow).body)
    guard case .clockState(let state) = clock else { throw House.Odd.reply }
    #expect(state.business.milliseconds(since: state.real) == 86_400_000)
    officer.close()
    again.stop()
    house.remove()
  }

  @Test func `a second server on the same data is refused`() throws {
    let house = try House()
    #expect(throws: Fault.self) { try Server.start(House.settings(house.data)) }
    house.close()
  }

  @Test func `a backup is not served, and a restored realm takes no change`() throws {
    let house = try House()
    let officer = try house.officer()
    let advance = Request.officerClockAdvance(ClockAdvance(milliseconds: 1_000))
    #expect(try officer.ask(advance).status == .ok)
    officer.close()
    let copy = "\(house.folder)/backup"
    #expect(ServerCommand.run(["backup", copy, "--data", house.data]) == 0)
    house.server.stop()
    #expect(throws: Fault.self) {
      var settings = House.settings(copy)
      settings.keys = "\(house.data)-keys"
      _ = try Server.start(settings)
    }
    let restored = "\(house.folder)/restored"
    let keys = "\(house.data)-keys"
    let taken = try DataFolder.open(restored)
    #expect(ServerCommand.run(["restore", copy, "--data", restored, "--keys", keys]) == 70)
    taken.unlock()
    #expect(ServerCommand.run(["restore", copy, "--data", restored, "--keys", keys]) == 0)
    var settings = House.settings(restored)
    settings.keys = keys
    let again = try Server.start(settings)
    let port = try #require(again.ports.plain)
    let clerk = try Channel.connect(.tcp(host: "127.0.0.1", port: port), hello: House.hello)
    let start = Request.accountActivateStart(
      ActivationStart(
        resident: try #require(ResidentID(text: "11010519491231002X")),
        mobile: try #require(MobileNumber(number: 13_800_000_000)), challenge: [], position: 0,
        proof: 0))
    #expect(try clerk.ask(start).error?.reason == "READ_ONLY")
    clerk.close()
    again.stop()
    // Only an officer's word ends it, and it must be the true one.
    let recovery = ["recovery", "end", "--data", restored, "--name", "o", "--unknown"]
    #expect(ServerCommand.run(["recovery", "show", "--data", restored]) == 1)
    #expect(ServerCommand.run(recovery + ["1"]) == 70)
    #expect(ServerCommand.run(recovery + ["0"]) == 0)
    #expect(ServerCommand.run(["recovery", "show", "--data", restored]) == 0)
    #expect(ServerCommand.run(["verify", "--data", restored]) == 0)
    house.remove()
  }
}

extension House {
  enum Odd: Error {
    case reply
  }
}
