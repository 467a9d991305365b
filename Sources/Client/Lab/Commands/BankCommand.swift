internal import Protocol
internal import Terminal

/// `sandbox bank …`: the commands on accounts, agreements and debits of a bank.
struct BankCommand {
  /// The number of accounts in one `open` command; `BankControl.rowsMax` at most.
  static let chunk = 1_000
  /// The largest file of accounts, in bytes.
  static let fileBytesMax = 256 << 20

  let call: LabCall

  func run() throws(ErrorReport) {
    let client = try call.client()
    let banks = try SandboxBanks.chosen(call, client)
    guard let bank = banks.first else {
      throw ErrorReport(.badData, code: "bank.none", what: Phrase("沙箱没有银行", "no bank"))
    }
    switch call.invocation.command.path.last ?? "" {
    case "accounts": try all("accounts", key: "account", bank, client)
    case "list": try all("agreements", key: "agreement", bank, client)
    case "open": try open(bank, client)
    case "balance": try balance(bank, client)
    case "sign": try sign(bank, client)
    case "debits": try debits(bank, client)
    case "reconcile":
      var sums: [JSONValue] = []
      for bank in banks { sums.append(try client.ask(command(bank, "reconcile"))) }
      try call.show(.array(sums))
    case let other: throw ErrorReport(.fault, code: "command.none", what: Phrase(same: other))
    }
  }

  private func command(_ bank: String, _ word: String, _ more: [JSONMember] = []) -> JSONValue {
    .object(
      JSONObject([JSONMember("partner", .string(bank)), JSONMember("do", .string(word))] + more))
  }

  /// Fetches all rows page by page and prints them as one list.
  private func all(
    _ word: String, key: String, _ bank: String, _ client: ControlClient
  ) throws(ErrorReport) {
    var rows: [JSONValue] = []
    while true {
      let after = rows.last?[key] ?? ""
      let page = try client.ask(command(bank, word, [JSONMember("after", after)])).array ?? []
      rows += page
      guard page.count == BankControl.rowsMax else { return try call.show(.array(rows)) }
    }
  }

  // MARK: Opening

  private func open(_ bank: String, _ client: ControlClient) throws(ErrorReport) {
    let rows: [JSONValue]
    if let path = call.invocation["from"] { rows = try read(path) } else { rows = [try typed()] }
    var at = 0
    while at < rows.count {
      let part = Array(rows[at..<min(rows.count, at + Self.chunk)])
      _ = try client.ask(command(bank, "open", [JSONMember("accounts", .array(part))]))
      at += part.count
    }
    try call.show(["bank": .string(bank), "accounts": .integer(Int64(rows.count))])
  }

  private func typed() throws(ErrorReport) -> JSONValue {
    var members = [
      JSONMember("account", .string(try account())),
      JSONMember("name", .string(try call.required("name"))),
      JSONMember("balance", .integer(try call.fen("balance") ?? 0)),
      JSONMember("kind", .string(call.invocation["kind"] ?? "corporate")),
    ]
    if call.invocation["agreement"] != nil { members += try agreement() }
    return .object(JSONObject(members))
  }

  private func read(_ path: String) throws(ErrorReport) -> [JSONValue] {
    let bytes: [UInt8]
    do throws(InputFailure) {
      bytes = try LocalFile.read(path, limit: Self.fileBytesMax)
    } catch {
      throw error.report
    }
    var rows: [JSONValue] = []
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      rows.append(try row(Array(line), place: rows.count + 1))
    }
    return rows
  }

  private func row(_ line: [UInt8], place: Int) throws(ErrorReport) -> JSONValue {
    let row: JSONValue
    do throws(JSONError) {
      row = try JSONParser.parse(line)
    } catch {
      throw bad(place, "\(error)")
    }
    guard AccountOpening(row) != nil else { throw bad(place, "no account") }
    return row
  }

  private func bad(_ place: Int, _ why: String) -> ErrorReport {
    ErrorReport(
      .badData, code: "accounts.bad",
      what: Phrase("第 \(place) 行有误", "line \(place) cannot be read"), why: Phrase(same: why))
  }

  private func account() throws(ErrorReport) -> String {
    let text = try call.required("account")
    do throws(IdentifierProblem) {
      return try AccountNumber.parse(text).text
    } catch {
      throw call.bad("account", text, error)
    }
  }

  private func agreement() throws(ErrorReport) -> [JSONMember] {
    let text = try call.required("agreement")
    guard AgreementNumber(text: text) != nil else { throw call.bad("agreement", text) }
    var members = [JSONMember("agreement", .string(text))]
    for name in ["office", "taxpayer"] {
      if let value = call.invocation.folded(name) {
        members.append(JSONMember(name, .string(value)))
      }
    }
    members.append(JSONMember("active", .bool(call.invocation.flag("active"))))
    return members
  }

  // MARK: Other commands

  private func balance(_ bank: String, _ client: ControlClient) throws(ErrorReport) {
    var members = [JSONMember("account", .string(try account()))]
    if let fen = try call.fen("set") { members.append(JSONMember("set", .integer(fen))) }
    try call.show(try client.ask(command(bank, "balance", members)))
  }

  private func sign(_ bank: String, _ client: ControlClient) throws(ErrorReport) {
    let members = [JSONMember("account", .string(try account()))] + (try agreement())
    try call.show(try client.ask(command(bank, "sign", members)))
  }

  private func debits(_ bank: String, _ client: ControlClient) throws(ErrorReport) {
    let members = [
      JSONMember("after", .integer(try call.number("after", 0...Int64.max) ?? 0)),
      JSONMember("limit", .integer(try call.number("limit", 1...1_000) ?? 100)),
    ]
    try call.show(try client.ask(command(bank, "debits", members)))
  }
}
