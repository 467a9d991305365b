internal import Protocol
internal import Store
internal import Terminal

/// The commands of the control socket that a bank answers: accounts, agreements, debits, faults.
///
/// Runs inside the bank's transaction, so a change is durable before its answer leaves.
enum BankControl {
  /// The most rows in one answer.
  static let rowsMax = 1_000

  static func answer(
    _ command: JSONValue, _ partner: BankPartner
  ) throws(StoreFailure) -> JSONValue {
    let reply: ControlReply =
      switch command["do"]?.string ?? "" {
      case "accounts": accounts(command, partner)
      case "open": try open(command, partner)
      case "balance": try balance(command, partner)
      case "sign": try sign(command, partner)
      case "agreements": agreements(command, partner)
      case "debits": try debits(command, partner)
      case "reconcile": .data(try sums(partner))
      case "faults.set": setFaults(command, partner)
      case "faults.clear": clearFaults(partner)
      case "faults.show": .data(faults(partner))
      case let other: .badCommand(other)
      }
    return reply.json
  }

  // MARK: Accounts

  private static func json(_ account: Account) -> JSONValue {
    [
      "account": .string(account.number.text), "name": .string(account.name),
      "kind": account.kind == .corporate ? "corporate" : "personal",
      "balance": .money(fen: account.balance.fen),
    ]
  }

  private static func accounts(_ command: JSONValue, _ partner: BankPartner) -> ControlReply {
    let after = command["after"]?.string ?? ""
    let rows = partner.bank.accounts.values.filter { $0.number.text > after }
      .sorted { $0.number.text < $1.number.text }.prefix(rowsMax)
    return .data(.array(rows.map(json)))
  }

  private static func open(
    _ command: JSONValue, _ partner: BankPartner
  ) throws(StoreFailure) -> ControlReply {
    var opened: [AccountOpening] = []
    for row in command["accounts"]?.array ?? [] {
      guard let opening = AccountOpening(row) else { return .badCommand(row.text) }
      opened.append(opening)
    }
    guard opened.count <= rowsMax,
      partner.bank.accounts.count + opened.count <= SandboxBank.accountsMax,
      partner.bank.agreements.count + opened.count <= SandboxBank.agreementsMax
    else { return .badCommand("too many accounts") }
    for opening in opened {
      guard opening.fits(partner.bank) else {
        return .refusal(
          code: "account.differs",
          Phrase(
            "账号 \(opening.account.number.text) 已开户，户名或协议不同",
            "account \(opening.account.number.text) exists with another name or agreement"))
      }
    }
    for opening in opened { try carryOut(opening, partner) }
    return .data(["accounts": .integer(Int64(opened.count))])
  }

  /// Adds the account and the agreement that are missing; opening twice changes nothing.
  private static func carryOut(
    _ opening: AccountOpening, _ partner: BankPartner
  ) throws(StoreFailure) {
    let number = opening.account.number
    if partner.bank.accounts[number] == nil {
      try partner.books.put(opening.account, gained: opening.account.balance.fen)
      partner.bank.accounts[number] = opening.account
    }
    guard let agreement = opening.agreement, partner.bank.agreements[agreement.number] == nil else {
      return
    }
    try partner.books.put(agreement)
    partner.bank.agreements[agreement.number] = agreement
  }

  private static func balance(
    _ command: JSONValue, _ partner: BankPartner
  ) throws(StoreFailure) -> ControlReply {
    guard let number = command["account"]?.string.flatMap(AccountNumber.init(text:)),
      let account = partner.bank.accounts[number]
    else { return noAccount }
    guard let fen = command["set"]?.integer else { return .data(json(account)) }
    guard let balance = Money(fen: fen), balance >= .zero else { return .badCommand("set") }
    let changed = account.with(balance: balance)
    try partner.books.put(changed, gained: balance.fen - account.balance.fen)
    partner.bank.accounts[number] = changed
    return .data(json(changed))
  }

  private static let noAccount = ControlReply.refusal(
    code: "account.none", Phrase("账户不存在", "no such account"))

  // MARK: Agreements

  private static func json(_ agreement: BankAgreement) -> JSONValue {
    [
      "agreement": .string(agreement.number.text), "account": .string(agreement.account.text),
      "office": agreement.office.map { .string($0.text) } ?? .null,
      "taxpayer": agreement.taxpayer.map { .string($0.text) } ?? .null,
      "status": .string("\(agreement.status)"),
    ]
  }

  private static func sign(
    _ command: JSONValue, _ partner: BankPartner
  ) throws(StoreFailure) -> ControlReply {
    guard let agreement = AccountOpening.agreement(command) else { return .badCommand("agreement") }
    guard partner.bank.accounts[agreement.account] != nil else { return noAccount }
    if let known = partner.bank.agreements[agreement.number] {
      guard known.account == agreement.account, known.status != .ended else {
        return .refusal(
          code: "agreement.differs", Phrase("协议书号已使用", "the agreement number is taken"))
      }
      return .data(json(known))
    }
    try partner.books.put(agreement)
    partner.bank.agreements[agreement.number] = agreement
    return .data(json(agreement))
  }

  private static func agreements(_ command: JSONValue, _ partner: BankPartner) -> ControlReply {
    let after = command["after"]?.string ?? ""
    let rows = partner.bank.agreements.values.filter { $0.number.text > after }
      .sorted { $0.number < $1.number }.prefix(rowsMax)
    return .data(.array(rows.map(json)))
  }

  // MARK: Debits

  private static func debits(
    _ command: JSONValue, _ partner: BankPartner
  ) throws(StoreFailure) -> ControlReply {
    let asked = Int(clamping: command["limit"]?.integer ?? 100)
    let rows = try partner.books.debits(
      after: command["after"]?.integer ?? 0, limit: max(1, min(asked, rowsMax)))
    return .data(
      .array(
        rows.map { row in
          [
            "serial": .integer(row.serial), "reference": .string("\(row.record.reference)"),
            "ticket": .string(String(row.record.reference.low)),
            "outcome": .string("\(row.record.outcome)"),
            "amount": .money(fen: row.record.amount.fen),
            "receipt": .string(row.record.receipt),
            "code": .string(row.record.refusal?.code ?? ""),
            "reason": .string(row.record.refusal?.reason ?? ""),
            "account": row.record.account.map { .string($0.text) } ?? .null,
            "at": .integer(row.at), "acknowledged": .bool(row.report == 1),
          ]
        }))
  }

  private static func sums(_ partner: BankPartner) throws(StoreFailure) -> JSONValue {
    let sums = try partner.books.sums()
    return [
      "bank": .string(partner.bank.number.text),
      "accounts": .integer(Int64(partner.bank.accounts.count)), "debits": .integer(sums.done),
      "debited": .money(fen: sums.doneFen), "refused": .integer(sums.refused),
      "tombstones": .integer(sums.tombstones), "owed": .integer(sums.owed),
      "turnedDown": .integer(sums.turnedDown), "credited": .money(fen: sums.creditedFen),
      "balance": .money(fen: sums.balanceFen), "balanced": .bool(sums.isBalanced),
    ]
  }

  // MARK: Faults

  private static func faults(_ partner: BankPartner) -> JSONValue {
    [
      "bank": .string(partner.bank.number.text),
      "faults": .array(partner.plan.rules.map { .string($0.text) }),
    ]
  }

  private static func setFaults(_ command: JSONValue, _ partner: BankPartner) -> ControlReply {
    do throws(FaultProblem) {
      let rules = try FaultRule.parse(command["spec"]?.string ?? "")
      partner.plan.clear()
      partner.plan.add(rules, bank: partner.bank.number)
      return .data(faults(partner))
    } catch {
      return .badCommand("\(error)")
    }
  }

  private static func clearFaults(_ partner: BankPartner) -> ControlReply {
    partner.plan.clear()
    return .data(faults(partner))
  }
}
