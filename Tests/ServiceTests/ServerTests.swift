import Crypto
import Foundation
import Protocol
@testable import Service
import Store
@testable import TLS
import Testing
@testable import Transport

/// The server from outside: real sockets, real TLS, real files.
@Suite(.serialized) struct ServerTests {
  @Test func `health, ping and counters are answered by the loop`() throws {
    let rig = try ServiceRig()
    let channel = try rig.plain()
    #expect(try channel.ask(.system(.ping)).status == .ok)
    let health = try channel.ask(.system(.health))
    let reply = try SystemMethods.health.method.reply(health.body)
    guard let state = reply as? HealthReply else { throw ServiceRig.Odd.reply }
    #expect(state.serving && state.durable == state.books)
    #expect(try channel.ask(.system(.counters)).status == .ok)
    channel.close()
    rig.close()
  }

  @Test func `a clerk's request without a session is refused with the way to sign in`() throws {
    let rig = try ServiceRig()
    let channel = try rig.plain()
    let reply = try channel.ask(.todo(.list(TodoFilter())))
    #expect(reply.status == .unauthenticated)
    #expect(reply.error?.reason == "NOT_SIGNED_IN")
    #expect(reply.error?.outcome == .notStarted)
    #expect(reply.error?.next == "shebao login password")
    channel.close()
    rig.close()
  }

  @Test func `a malformed body fails its call, and the connection goes on`() throws {
    let rig = try ServiceRig()
    let channel = try rig.plain()
    let bad = try channel.call(
      method: LoginMethods.password.method.number, body: [0xFF, 0xFF, 0xFF], timeoutMs: 5_000)
    #expect(bad.status == .invalidArgument && bad.error?.reason == CallError.Reason.malformed)
    #expect(try channel.call(method: 0x7FFF, body: [], timeoutMs: 5_000).status == .unimplemented)
    #expect(try channel.ask(.system(.ping)).status == .ok)
    channel.close()
    rig.close()
  }

  @Test func `R-507: a malformed body is refused with its field's name, whoever answers`() throws {
    let rig = try ServiceRig()
    let channel = try rig.plain()
    // Field 1: a text of one byte that is not UTF-8.
    let bad = try channel.call(
      method: LoginMethods.password.method.number, body: [0x0A, 1, 0xFF], timeoutMs: 5_000)
    #expect(bad.error?.path == "taxpayer" && bad.error?.outcome == .notStarted)
    for method in [
      SystemMethods.ping.method, SystemMethods.health.method, SystemMethods.counters.method,
    ] {
      let reply = try channel.call(method: method.number, body: [0xFF], timeoutMs: 5_000)
      #expect(reply.status == .invalidArgument && reply.error?.outcome == .notStarted)
    }
    channel.close()
    rig.close()
  }

  @Test func `R-507: the seventeenth malformed body in a minute ends the connection`() throws {
    let rig = try ServiceRig()
    let channel = try rig.plain()
    for _ in 0..<16 {
      let reply = try channel.call(
        method: SystemMethods.ping.method.number, body: [0xFF], timeoutMs: 5_000)
      #expect(reply.error?.reason == CallError.Reason.malformed)
    }
    _ = try channel.call(method: SystemMethods.ping.method.number, body: [0xFF], timeoutMs: 5_000)
    #expect(channel.endsWith(.calm))
    rig.close()
  }

  @Test func `R-1104: a revoked credential's connection ends, and others stay`() throws {
    let rig = try ServiceRig()
    let pair = try rig.issue(role: "bank", name: "103452000011")
    let bank = try rig.tls(pair)
    let nobody = try rig.tls()
    #expect(try bank.ask(.system(.ping)).status == .ok)
    try rig.revokeFirst()
    #expect(bank.endsWith(.auth))
    #expect(try nobody.ask(.system(.ping)).status == .ok)
    nobody.close()
    rig.close()
  }

  @Test(arguments: [(-1, true), (0, true), (1, false)] as [(Int64, Bool)])
  func `R-1104: a credential is good until its certificate's last moment`(
    after: Int64, isGood: Bool
  ) throws {
    let rig = try ServiceRig()
    let pair = try rig.issue(role: "bank", name: "103452000011")
    rig.close()
    let identity = PeerIdentity(certificate: try Certificate(pem: pair.certificate))
    let keeper = Authenticator(realm: Id128(high: 0, low: 1), revokedPath: "\(rig.folder)/none")
    let moment = Timestamp(clamping: UInt64(identity.certificate.notAfter + after))
    let peer = Peer(address: "", port: 0, kind: .tls(identity))
    #expect((keeper.credential(of: peer, now: moment) != nil) == isGood)
  }

  @Test func `R-1103, R-1307: a role's methods are for its credential alone`() throws {
    let rig = try ServiceRig()
    let nobody = try rig.tls()
    let bank = try rig.tls(role: "bank", name: "102452000012")
    let report = Request.bank(
      .debitReport(
        DebitReport(
          reference: Id128(high: 0, low: 1), digest: .zero, outcome: .done, amount: .zero,
          receipt: "1", code: "", reason: "")))
    #expect(try nobody.ask(report).error?.reason == "WRONG_ROLE")
    #expect(try bank.ask(report).error?.reason == "ORDER_NOT_FOUND")
    #expect(try bank.ask(.officer(.clockShow)).error?.reason == "WRONG_ROLE")
    #expect(try rig.officer().ask(.officer(.clockShow)).status == .ok)
    nobody.close()
    bank.close()
    rig.close()
  }

  @Test func `R-1105, R-1106: a socket's user is an officer, and plain TCP nobody`() throws {
    let rig = try ServiceRig()
    let show = Request.officer(.clockShow)
    #expect(try rig.officer().ask(show).status == .ok)
    for channel in [try rig.plain(), try rig.tls()] {
      #expect(try channel.ask(show).error?.reason == "WRONG_ROLE")
      #expect(try channel.ask(.system(.ping)).status == .ok)
      channel.close()
    }
    rig.close()
  }

  @Test func `R-1104: a revoked credential is refused from its next connection on`() throws {
    let rig = try ServiceRig()
    let pair = try rig.issue(role: "bank", name: "103452000011")
    let bank = try rig.tls(pair)
    #expect(try bank.ask(.system(.ping)).status == .ok)
    bank.close()
    try rig.revokeFirst()
    #expect(throws: (any Error).self) {
      let again = try rig.tls(pair)
      _ = try again.ask(.system(.ping))
    }
    rig.close()
  }

  @Test func `a change is there after a stop and a start, and verify is clean`() throws {
    let rig = try ServiceRig()
    let before = try rig.officer()
    let advance = Request.officer(.clockAdvance(ClockAdvance(milliseconds: 86_400_000)))
    #expect(try before.ask(advance).status == .ok)
    before.close()
    rig.server.stop()
    #expect(ServerCommand.run(["verify", "--data", rig.data]) == 0)
    #expect(ServerCommand.run(["rebuild", "--data", rig.data]) == 0)
    let again = try Server.start(ServiceRig.settings(rig.data))
    let officer = try rig.officer()
    let clock = try OfficerMethods.clockShow.method.reply(
      officer.ask(.officer(.clockShow)).body)
    guard let state = clock as? ClockState else { throw ServiceRig.Odd.reply }
    #expect(state.business.milliseconds(since: state.real) == 86_400_000)
    officer.close()
    again.stop()
    rig.remove()
  }

  @Test func `a second server on the same data is refused`() throws {
    let rig = try ServiceRig()
    #expect(throws: ServerFault.self) { try Server.start(ServiceRig.settings(rig.data)) }
    rig.close()
  }

  @Test func `a backup is not served, and a restored realm takes no change`() throws {
    let rig = try ServiceRig()
    let officer = try rig.officer()
    let advance = Request.officer(.clockAdvance(ClockAdvance(milliseconds: 1_000)))
    #expect(try officer.ask(advance).status == .ok)
    officer.close()
    let copy = "\(rig.folder)/backup"
    #expect(ServerCommand.run(["backup", copy, "--data", rig.data]) == 0)
    rig.server.stop()
    #expect(throws: ServerFault.self) {
      var settings = ServiceRig.settings(copy)
      settings.keys = "\(rig.data)-keys"
      _ = try Server.start(settings)
    }
    let restored = "\(rig.folder)/restored"
    let keys = "\(rig.data)-keys"
    let taken = try DataFolder.open(restored)
    #expect(ServerCommand.run(["restore", copy, "--data", restored, "--keys", keys]) == 70)
    taken.unlock()
    #expect(ServerCommand.run(["restore", copy, "--data", restored, "--keys", keys]) == 0)
    var settings = ServiceRig.settings(restored)
    settings.keys = keys
    let again = try Server.start(settings)
    let port = try #require(again.ports.plain)
    let clerk = try Channel.connect(.tcp(host: "127.0.0.1", port: port), hello: ServiceRig.hello)
    let start = Request.account(
      .activateStart(
        ActivationStart(
          resident: try #require(ResidentID(text: "11010519491231002X")),
          mobile: try #require(MobileNumber(number: 13_800_000_000)), challenge: [], position: 0,
          proof: 0)))
    // Account activation passes the recovery's gate: it is refused for its slider only.
    #expect(try clerk.ask(start).error?.reason == "SLIDER_REFUSED")
    clerk.close()
    let restoredOfficer = try Channel.connect(
      .unix(path: "\(restored)/officer.sock"), hello: ServiceRig.hello)
    let file = Request.imports(.begin(ImportBegin(name: "file", lines: 1, total: 0)))
    let key = Id128(millis: restoredOfficer.serverHello.serverTimeMs, randomA: 1, randomB: 1)
    #expect(try restoredOfficer.ask(file, key: key).error?.reason == "READ_ONLY")
    restoredOfficer.close()
    again.stop()
    // An officer ends the recovery, stating the true number of open debits.
    let recovery = ["recovery", "end", "--data", restored, "--name", "o", "--unknown"]
    #expect(ServerCommand.run(["recovery", "show", "--data", restored]) == 1)
    #expect(ServerCommand.run(recovery + ["1"]) == 1)
    #expect(ServerCommand.run(recovery + ["0"]) == 0)
    #expect(ServerCommand.run(["recovery", "show", "--data", restored]) == 0)
    #expect(ServerCommand.run(["verify", "--data", restored]) == 0)
    rig.remove()
  }
}

extension ServiceRig {
  enum Odd: Error {
    case reply
  }
}
