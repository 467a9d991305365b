import Protocol
import Testing

@testable import Commands

/// `pay agreement` against a scripted server.
@Suite struct `Paying by agreement` {
  private let line =
    "pay agreement HR1 --confirm-amount 8454.30 --password-stdin --no-input --output json"

  @Test func `T12: asks for the preview, sends amount, digest and password, ends well`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    let exit = stage.run(
      line,
      [
        .success(try Sample.preview()),
        .success(try Sample.payment(.succeeded, final: true)),
      ])
    #expect(exit == 0)
    #expect(stage.calls.methods == [PayMethods.preview.method, PayMethods.agreement.method])
    guard case .pay(.agreement(let pay)) = stage.calls.asked[1].request else {
      Issue.record("no payment")
      return
    }
    #expect(pay.total.fen == 845_430)
    #expect(pay.password == "135790")
    #expect(stage.calls.asked[1].terms.key?.isVersion7 == true)
    #expect(stage.console.output.contains(#""total":{"fen":845430,"yuan":"8454.30"}"#))
    #expect(try stage.store.pending().isEmpty)
  }

  // R-1206
  @Test func `the key is on disk, without the password, before the request leaves`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    stage.calls = ScriptedCalls([
      .success(try Sample.preview()),
      .success(try Sample.payment(.succeeded, final: true)),
    ])
    var seen: [Unanswered] = []
    stage.calls.onSend = { request, _ in
      guard request.method == PayMethods.agreement.method else { return }
      do { seen = try stage.store.pending() } catch { seen = [] }
    }
    #expect(stage.again(line) == 0)
    #expect(seen.count == 1)
    guard case .payment(let payment) = seen.first else { throw SampleMissing() }
    #expect(payment.notice == "HR1")
    #expect(payment.key == stage.calls.asked[1].terms.key)
    let text = String(decoding: seen.first?.bytes ?? [], as: UTF8.self)
    #expect(!text.contains("135790") && !text.contains("313335373930"))
  }

  // R-1206
  @Test func `a lost answer is asked again under the same key, then ends with 87`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    let exit = stage.run(
      line, [.success(try Sample.preview()), Sample.lost, Sample.lost])
    #expect(exit == 87)
    #expect(
      stage.calls.methods == [
        PayMethods.preview.method, PayMethods.agreement.method, PayMethods.agreement.method,
      ])
    #expect(stage.calls.asked[1].terms.key == stage.calls.asked[2].terms.key)
    #expect(stage.calls.asked[2].terms.attempt == 1)
    let pending = try stage.store.pending()
    #expect(pending.count == 1)
    #expect(stage.console.messages.contains("shebao pay status --key \(pending[0].key)"))
  }

  @Test func `no server after a lost answer is unknown too, not unreachable`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    let exit = stage.run(line, [.success(try Sample.preview()), Sample.lost])
    #expect(exit == 87)
    #expect(try stage.store.pending().count == 1)
  }

  @Test func `started again it asks for the state and does not pay twice`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    _ = stage.run(line, [.success(try Sample.preview()), Sample.lost, Sample.lost])
    let key = stage.calls.asked[1].terms.key
    let exit = stage.run(
      line, [.success(try Sample.payment(.succeeded, final: true))])
    #expect(exit == 0)
    #expect(stage.calls.methods == [PayMethods.status.method])
    guard case .pay(.status(let asked)) = stage.calls.asked[0].request else { return }
    #expect(asked.key == key)
    #expect(try stage.store.pending().isEmpty)
    #expect(stage.console.messages.contains("有 1 笔结果未确认"))
  }

  @Test func `a payment that the server never saw is sent again under its first key`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790", "135790"]
    _ = stage.run(line, [.success(try Sample.preview()), Sample.lost, Sample.lost])
    let key = stage.calls.asked[1].terms.key
    let exit = stage.run(
      line,
      [
        Sample.refused("PAYMENT_NOT_FOUND"), .success(try Sample.preview()),
        .success(try Sample.payment(.succeeded, final: true)),
      ])
    #expect(exit == 0)
    #expect(stage.calls.asked[2].terms.key == key)
  }

  @Test(arguments: [
    (AttemptStatus.unknown, false, Int32(87)), (.failed, true, 1), (.handedOut, false, 0),
    (.succeeded, true, 0), (.officer, false, 87), (.cancelled, true, 1),
  ])
  func `each state ends the program in its way`(
    status: AttemptStatus, final: Bool, code: Int32
  ) throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    let exit = stage.run(
      line,
      [
        .success(try Sample.preview()),
        .success(try Sample.payment(status, final: final)),
      ])
    #expect(exit == code)
    #expect(try stage.store.pending().isEmpty == final)
  }

  @Test func `another amount than the server's ends with 86 and sends nothing`() throws {
    let stage = try Stage()
    let exit = stage.run(
      "pay agreement HR1 --confirm-amount 1.00 --password-stdin --no-input",
      [.success(try Sample.preview())])
    #expect(exit == 86)
    #expect(stage.calls.methods == [PayMethods.preview.method])
  }

  @Test func `T11: ticked deferrable lines need their confirmation`() throws {
    let stage = try Stage()
    let preview = try Sample.preview(question: "是否确认本期缴纳？")
    let exit = stage.run("pay agreement HR1 --lines 1 --no-input", [.success(preview)])
    #expect(exit == 66)
    #expect(stage.console.messages.contains("--confirm-deferral"))
  }

  @Test func `T13: three wrong passwords end the session here too`() throws {
    let stage = try Stage()
    stage.console.secrets = ["135790"]
    let exit = stage.run(
      line, [.success(try Sample.preview()), Sample.refused("PERSON_LOCKED")])
    #expect(exit == 83)
    #expect(try stage.store.session() == nil)
    #expect(try stage.store.pending().isEmpty)
  }

  @Test func `where agreement is closed the server says why, and no password leaves`() throws {
    let stage = try Stage()
    let exit = stage.run(
      "pay agreement HR1 --no-input",
      [.success(try Sample.preview(allowed: false)), Sample.refused("OUT_OF_SEQUENCE")])
    #expect(exit == 84)
    guard case .pay(.agreement(let pay)) = stage.calls.asked[1].request else { return }
    #expect(pay.password == nil && !pay.withoutPassword)
  }

  @Test func `a dry run shows the preview and sends no payment`() throws {
    let stage = try Stage()
    #expect(
      stage.run("pay agreement HR1 --dry-run", [.success(try Sample.preview())]) == 0)
    #expect(stage.calls.methods == [PayMethods.preview.method])
    #expect(stage.console.output.contains("8,454.30"))
  }
}
