internal import Protocol
internal import Terminal
internal import Transport

/// `sandbox status`: shows the partners' connections; with `--wait`, polls until all are connected.
struct StatusCommand {
  /// The polling interval, in ms.
  static let pauseMs: UInt64 = 20

  let call: LabCall

  func run() throws(ErrorReport) {
    let client = try call.client()
    let seconds = try call.number("wait", 0...290)
    let end = MonotonicClock.milliseconds() + UInt64(seconds ?? 0) * 1_000
    let pause = Monitor(())
    while true {
      let status = try client.ask(["partner": "sandbox"])
      let isWhole = (status.array ?? []).allSatisfy { $0["connected"] == .bool(true) }
      if isWhole || seconds == nil { return try call.show(status) }
      let now = MonotonicClock.milliseconds()
      guard now < end else {
        try call.show(status)
        throw ErrorReport(
          .temporary, code: "sandbox.incomplete",
          what: Phrase("尚有机构未连接", "not all partners are connected"))
      }
      _ = pause.wait(until: now + Self.pauseMs) { _ -> Bool? in nil }
    }
  }
}

/// `sandbox inbox`: shows messages (短信) or the code in the last one; with `--wait`, waits for one.
struct InboxCommand {
  let call: LabCall

  func run() throws(ErrorReport) {
    var members = [JSONMember("partner", "gateway-sms"), JSONMember("do", "inbox")]
    if let text = call.invocation.folded("mobile") {
      guard let mobile = MobileNumber(text) else { throw call.bad("mobile", text) }
      members.append(JSONMember("mobile", .string(mobile.text)))
    }
    if let after = try call.number("after", 0...Int64.max) {
      members.append(JSONMember("after", .integer(after)))
    }
    let wait = try call.number("wait", 1...290)
    if wait != nil { members.append(JSONMember("wait", true)) }
    if call.invocation.flag("last") { members.append(JSONMember("limit", 1)) }
    let data = try call.client().ask(
      .object(JSONObject(members)), timeoutMs: UInt32((wait ?? 10) * 1_000))
    guard call.invocation.flag("code") else { return try call.show(data) }
    try showCode(data)
  }

  private func showCode(_ data: JSONValue) throws(ErrorReport) {
    let codes = (data.array ?? []).compactMap { $0["code"]?.string }
    guard let code = codes.last else {
      throw ErrorReport(
        .empty, code: "inbox.empty", what: Phrase("没有验证码短信", "no message with a code"))
    }
    switch call.format {
    case .json, .jsonl: try call.show(["code": .string(code)])
    case .table, .csv, .plain: try call.write(code + "\n")
    }
  }
}

/// `sandbox scan look|approve|refuse`.
struct ScanCommand {
  let call: LabCall

  func run() throws(ErrorReport) {
    let word = call.invocation.command.path.last ?? ""
    var members = [
      JSONMember("partner", .string("app-" + (call.invocation["app"] ?? "tax"))),
      JSONMember("do", .string(word)), JSONMember("qr", .string(try call.required("qr"))),
    ]
    if word != "look" {
      members.append(JSONMember("person", .string(try person())))
      members.append(JSONMember("digits", .integer(try call.number("digits", 0...99) ?? 0)))
      if let employer = call.invocation.folded("employer") {
        guard RegistrationNumber(employer) != nil else { throw call.bad("employer", employer) }
        members.append(JSONMember("employer", .string(employer)))
      }
    }
    try call.show(try call.client().ask(.object(JSONObject(members))))
  }

  private func person() throws(ErrorReport) -> String {
    let text = try call.required("person")
    do throws(IdentifierProblem) {
      return try ResidentID.parse(text).text
    } catch {
      throw call.bad("person", text, error)
    }
  }
}

/// `sandbox faults set|clear|show`: of one bank, or of all.
struct FaultsCommand {
  let call: LabCall

  func run() throws(ErrorReport) {
    let client = try call.client()
    let word = call.invocation.command.path.last ?? ""
    let spec = call.invocation["spec"] ?? ""
    do throws(FaultProblem) {
      _ = try FaultRule.parse(spec)
    } catch {
      throw ErrorReport(
        .badData, code: "faults.bad",
        what: Phrase("故障规则有误：\(error)", "the faults cannot be read: \(error)"))
    }
    var answers: [JSONValue] = []
    for bank in try SandboxBanks.chosen(call, client) {
      answers.append(
        try client.ask([
          "partner": .string(bank), "do": .string("faults." + word), "spec": .string(spec),
        ]))
    }
    try call.show(.array(answers))
  }
}

/// Selects the banks of a command.
enum SandboxBanks {
  /// Returns the partner name of the bank that `--bank` names, or of every bank of the running
  /// sandbox.
  static func chosen(_ call: LabCall, _ client: ControlClient) throws(ErrorReport) -> [String] {
    if let text = call.invocation.folded("bank") {
      guard let number = BankNumber(text) else { throw call.bad("bank", text) }
      return [PartnerRole.bank(number).name]
    }
    let partners = try client.ask(["partner": "sandbox"]).array ?? []
    return partners.compactMap { $0["partner"]?.string }.filter { $0.hasPrefix("bank-") }
  }
}
