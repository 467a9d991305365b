import Protocol
import TestConsole
import Testing

@testable import Commands

/// `pay agreement` against a scripted server.
@Suite struct `Paying by agreement` {
  private let line =
    "pay agreement HR1 --confirm-amount 8454.30 --password-stdin --no-input --output json"

  @Test func `T12: asks for the preview, sends amount, digest and password, ends well`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    let exit = rig.run(
      line,
      [
        .success(try CommandFixtures.preview()),
        .success(try CommandFixtures.payment(.succeeded, final: true)),
      ])
    #expect(exit == 0)
    #expect(rig.calls.methods == [PayMethods.preview.method, PayMethods.agreement.method])
    guard case .pay(.agreement(let pay)) = rig.calls.asked[1].request else {
      Issue.record("no payment")
      return
    }
    #expect(pay.total.fen == 845_430)
    #expect(pay.password == "135790")
    #expect(rig.calls.asked[1].terms.key?.isVersion7 == true)
    #expect(rig.console.output.contains(#""total":{"fen":845430,"yuan":"8454.30"}"#))
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test
  func `R-1206: the key is on disk, without the password, before the request leaves`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    rig.calls = ScriptedCalls([
      .success(try CommandFixtures.preview()),
      .success(try CommandFixtures.payment(.succeeded, final: true)),
    ])
    var seen: [InFlightRequest] = []
    rig.calls.onSend = { request, _ in
      guard request.method == PayMethods.agreement.method else { return }
      do { seen = try rig.store.inFlight() } catch { seen = [] }
    }
    #expect(rig.again(line) == 0)
    #expect(seen.count == 1)
    guard case .payment(let payment) = seen.first else { throw FixtureMissing() }
    #expect(payment.notice == "HR1")
    #expect(payment.key == rig.calls.asked[1].terms.key)
    let text = String(decoding: seen.first?.bytes ?? [], as: UTF8.self)
    #expect(!text.contains("135790") && !text.contains("313335373930"))
  }

  @Test func `R-1206: a lost answer is asked again under the same key, then ends with 87`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    let exit = rig.run(
      line, [.success(try CommandFixtures.preview()), CommandFixtures.lost, CommandFixtures.lost])
    #expect(exit == 87)
    #expect(
      rig.calls.methods == [
        PayMethods.preview.method, PayMethods.agreement.method, PayMethods.agreement.method,
      ])
    #expect(rig.calls.asked[1].terms.key == rig.calls.asked[2].terms.key)
    #expect(rig.calls.asked[2].terms.attempt == 1)
    let inFlight = try rig.store.inFlight()
    #expect(inFlight.count == 1)
    let kept = try #require(inFlight.first)
    #expect(rig.console.messages.contains("shebao pay status --key \(kept.key)"))
  }

  @Test func `R-1202: a new key has the server's time`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    let answers: [ScriptedCalls.CallResult] = [
      .success(try CommandFixtures.preview()),
      .success(try CommandFixtures.payment(.succeeded, final: true)),
    ]
    #expect(rig.run(line, answers) == 0)
    let key = try #require(rig.calls.asked[1].terms.key)
    #expect(key.millis == (try rig.calls.greeting().serverTimeMs))
  }

  @Test func `no server after a lost answer is unknown too, not unreachable`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    let exit = rig.run(line, [.success(try CommandFixtures.preview()), CommandFixtures.lost])
    #expect(exit == 87)
    #expect(try rig.store.inFlight().count == 1)
  }

  @Test func `a program started again asks for the payment's state and does not pay twice`() throws
  {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    _ = rig.run(
      line, [.success(try CommandFixtures.preview()), CommandFixtures.lost, CommandFixtures.lost])
    let key = rig.calls.asked[1].terms.key
    let exit = rig.run(
      line, [.success(try CommandFixtures.payment(.succeeded, final: true))])
    #expect(exit == 0)
    #expect(rig.calls.methods == [PayMethods.status.method])
    guard case .pay(.status(let asked)) = rig.calls.asked[0].request else { return }
    #expect(asked.key == key)
    #expect(try rig.store.inFlight().isEmpty)
    #expect(rig.console.messages.contains("有 1 笔结果未确认"))
  }

  @Test func `a payment that the server never saw is sent again under its first key`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790", "135790"]
    _ = rig.run(
      line, [.success(try CommandFixtures.preview()), CommandFixtures.lost, CommandFixtures.lost])
    let key = rig.calls.asked[1].terms.key
    let exit = rig.run(
      line,
      [
        CommandFixtures.refused("PAYMENT_NOT_FOUND"), .success(try CommandFixtures.preview()),
        .success(try CommandFixtures.payment(.succeeded, final: true)),
      ])
    #expect(exit == 0)
    #expect(rig.calls.asked[2].terms.key == key)
  }

  @Test(arguments: [
    (AttemptStatus.unknown, false, Int32(87)), (.failed, true, 1), (.handedOut, false, 0),
    (.succeeded, true, 0), (.officer, false, 87), (.cancelled, true, 1),
  ])
  func `each state ends the program in its way`(
    status: AttemptStatus, final: Bool, code: Int32
  ) throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    let exit = rig.run(
      line,
      [
        .success(try CommandFixtures.preview()),
        .success(try CommandFixtures.payment(status, final: final)),
      ])
    #expect(exit == code)
    #expect(try rig.store.inFlight().isEmpty == final)
  }

  @Test func `another amount than the server's ends with 86 and sends nothing`() throws {
    let rig = try CommandRig()
    let exit = rig.run(
      "pay agreement HR1 --confirm-amount 1.00 --password-stdin --no-input",
      [.success(try CommandFixtures.preview())])
    #expect(exit == 86)
    #expect(rig.calls.methods == [PayMethods.preview.method])
  }

  @Test func `T11: ticked deferrable lines need their confirmation`() throws {
    let rig = try CommandRig()
    let preview = try CommandFixtures.preview(question: "是否确认本期缴纳？")
    let exit = rig.run("pay agreement HR1 --lines 1 --no-input", [.success(preview)])
    #expect(exit == 66)
    #expect(rig.console.messages.contains("--confirm-deferral"))
  }

  @Test func `T13: three wrong passwords end the session here too`() throws {
    let rig = try CommandRig()
    rig.console.secrets = ["135790"]
    let exit = rig.run(
      line, [.success(try CommandFixtures.preview()), CommandFixtures.refused("PERSON_LOCKED")])
    #expect(exit == 83)
    #expect(try rig.store.session() == nil)
    #expect(try rig.store.inFlight().isEmpty)
  }

  @Test func `where agreement is closed the server says why, and no password leaves`() throws {
    let rig = try CommandRig()
    let exit = rig.run(
      "pay agreement HR1 --no-input",
      [
        .success(try CommandFixtures.preview(allowed: false)),
        CommandFixtures.refused("OUT_OF_SEQUENCE"),
      ])
    #expect(exit == 84)
    guard case .pay(.agreement(let pay)) = rig.calls.asked[1].request else { return }
    #expect(pay.password == nil && !pay.withoutPassword)
  }

  @Test func `a dry run shows the preview and sends no payment`() throws {
    let rig = try CommandRig()
    #expect(
      rig.run("pay agreement HR1 --dry-run", [.success(try CommandFixtures.preview())]) == 0)
    #expect(rig.calls.methods == [PayMethods.preview.method])
    #expect(rig.console.output.contains("8,454.30"))
  }
}
