package import Protocol
package import Store

/// Reads a row of table `debit`, columns as in `BankStatements.debitColumns`.
enum DebitRow {
  static func read(_ row: Statement) throws(StoreFailure) -> DebitRecord {
    guard let reference = Id128(bytes: row.blob(0)), let digest = Digest256(bytes: row.blob(1)),
      let outcome = DebitOutcome(rawValue: UInt8(truncatingIfNeeded: row.int64(2))),
      let amount = Money(fen: row.int64(3))
    else { throw .damaged("debit") }
    let code = row.text(5)
    return DebitRecord(
      reference: reference, digest: digest, outcome: outcome, amount: amount,
      receipt: row.text(4),
      refusal: code.isEmpty ? nil : BankRefusal(code: code, reason: row.text(6)),
      account: row.isNull(7) ? nil : AccountNumber(text: row.text(7)))
  }
}

/// Reads a row of table `agreement_order`, columns as in `BankStatements.orderColumns`.
enum AgreementRow {
  static func read(_ row: Statement) throws(StoreFailure) -> AgreementRecord {
    guard let reference = Id128(bytes: row.blob(0)), let digest = Digest256(bytes: row.blob(1)),
      let kind = BankOrderKind(rawValue: UInt8(truncatingIfNeeded: row.int64(2))),
      let agreement = AgreementNumber(text: row.text(3))
    else { throw .damaged("agreement_order") }
    let code = row.text(4)
    return AgreementRecord(
      reference: reference, digest: digest, kind: kind, agreement: agreement,
      refusal: code.isEmpty ? nil : BankRefusal(code: code, reason: row.text(5)))
  }
}

extension StoreFailure {
  /// Returns the failure for a row with a value that this program never writes.
  static func damaged(_ table: String) -> StoreFailure {
    StoreFailure(
      kind: .corrupt, code: 11, extended: 11, message: "a row of \(table) cannot be read")
  }
}

/// Totals of a bank's books (对账).
package struct BankSums: Equatable, Sendable {
  /// The number of debits done, and their total in fen.
  package let done: Int64, doneFen: Int64
  /// The number of debits refused, and of tombstones.
  package let refused: Int64, tombstones: Int64
  /// The number of debit reports not acknowledged yet, and of those that the server refused for
  /// good.
  package let owed: Int64, turnedDown: Int64
  /// Everything ever credited to the accounts, and their balances, in fen.
  package let creditedFen: Int64, balanceFen: Int64

  /// Whether credits equal debits and balances.
  package var isBalanced: Bool { creditedFen == doneFen + balanceFen }
}

extension BankBooks {
  /// Loads the bank's accounts and agreements into memory.
  package func load(_ number: BankNumber) throws(StoreFailure) -> SandboxBank {
    var bank = SandboxBank(number: number)
    let accounts = try database.prepare("SELECT number, name, kind, balance FROM account")
    while try accounts.step() {
      guard let number = AccountNumber(text: accounts.text(0)),
        let kind = AccountKind(rawValue: UInt8(truncatingIfNeeded: accounts.int64(2))),
        let balance = Money(fen: accounts.int64(3))
      else { throw .damaged("account") }
      bank.accounts[number] = Account(
        number: number, name: accounts.text(1), kind: kind, balance: balance)
    }
    let agreements = try database.prepare(
      "SELECT number, account, office, taxpayer, status FROM agreement")
    while try agreements.step() {
      let agreement = try readAgreement(agreements)
      bank.agreements[agreement.number] = agreement
    }
    return bank
  }

  private func readAgreement(_ row: Statement) throws(StoreFailure) -> BankAgreement {
    guard let number = AgreementNumber(text: row.text(0)),
      let account = AccountNumber(text: row.text(1)),
      let status = BankAgreementStatus(rawValue: row.int64(4))
    else { throw .damaged("agreement") }
    return BankAgreement(
      number: number, account: account, office: row.isNull(2) ? nil : TaxOfficeCode(row.text(2)),
      taxpayer: row.isNull(3) ? nil : TaxpayerID(text: row.text(3)), status: status)
  }

  /// Returns the debits whose report is not acknowledged yet, oldest first.
  func owedDebits(limit: Int) throws(StoreFailure) -> [DebitRecord] {
    let rows = try database.prepare(BankStatements.owedDebits)
    rows.bind(1, Int64(limit))
    var list: [DebitRecord] = []
    while try rows.step() { list.append(try DebitRow.read(rows)) }
    return list
  }

  /// Returns the agreement orders whose report is not acknowledged yet, oldest first.
  func owedOrders(limit: Int) throws(StoreFailure) -> [AgreementRecord] {
    let rows = try database.prepare(BankStatements.owedOrders)
    rows.bind(1, Int64(limit))
    var list: [AgreementRecord] = []
    while try rows.step() { list.append(try AgreementRow.read(rows)) }
    return list
  }

  /// A debit with its serial, its time (UTC ms) and the state of its report (see `BankMigrations`).
  struct Listed {
    let record: DebitRecord
    let serial: Int64
    let at: Int64
    let report: Int64
  }

  /// Returns debits after a serial, oldest first.
  func debits(after serial: Int64, limit: Int) throws(StoreFailure) -> [Listed] {
    let rows = try database.prepare(BankStatements.listDebits)
    rows.bind(1, serial)
    rows.bind(2, Int64(limit))
    var list: [Listed] = []
    while try rows.step() {
      list.append(
        Listed(
          record: try DebitRow.read(rows), serial: rows.int64(8), at: rows.int64(9),
          report: rows.int64(10)))
    }
    return list
  }

  package func sums() throws(StoreFailure) -> BankSums {
    let row = try database.prepare(BankStatements.sums)
    guard try row.step() else { throw .damaged("debit") }
    return BankSums(
      done: row.int64(0), doneFen: row.int64(1), refused: row.int64(2), tombstones: row.int64(3),
      owed: row.int64(4), turnedDown: row.int64(5), creditedFen: row.int64(6),
      balanceFen: row.int64(7))
  }
}
