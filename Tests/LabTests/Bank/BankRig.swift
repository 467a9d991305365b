import Protocol
import Store
import Terminal
import TestFolders
import Testing

@testable import Lab

/// A bank partner with real books, and a simulated server that receives its reports.
final class BankRig {
  let fixture: BankFixture
  let path: String
  private(set) var partner: BankPartner
  var now: UInt64 = 0
  /// The debit reports sent to the server, in order.
  private(set) var debitReports: [DebitReport] = []
  private(set) var agreementReports: [AgreementReport] = []
  private(set) var cuts = 0
  private var open: [UInt64] = []

  init(_ folder: TemporaryFolder, balance: Int64, status: BankAgreementStatus? = .active) throws {
    fixture = try BankFixture()
    path = folder.file("bank.db")
    partner = try Self.start(path, fixture)
    var row: [JSONMember] = [
      JSONMember("account", .string(fixture.account.text)),
      JSONMember("name", .string(fixture.name)),
      JSONMember("balance", .integer(balance)),
    ]
    if let status {
      row.append(JSONMember("agreement", .string(fixture.agreement.text)))
      row.append(JSONMember("active", .bool(status == .active)))
    }
    _ = try command(["do": "open", "accounts": [.object(JSONObject(row))]])
    partner.connected()
    try turn()
  }

  private static func start(_ path: String, _ fixture: BankFixture) throws -> BankPartner {
    try BankPartner(
      books: BankBooks(path: path), number: fixture.bank, rules: [], seed: 1, clock: { 1_000 })
  }

  /// Restarts the bank from its books, as after a kill.
  func restart() throws {
    partner = try Self.start(path, fixture)
    open = []
    partner.connected()
    try turn()
  }

  func faults(_ spec: String) throws {
    partner.plan = FaultPlan(try FaultRule.parse(spec), bank: fixture.bank, seed: 1)
  }

  func command(_ command: JSONValue) throws -> ControlReply? {
    try partner.books.commit { () throws(StoreFailure) in
      ControlReply(try BankControl.answer(command, partner))
    }
  }

  func deliver(_ orders: BankOrder...) throws {
    for order in orders { partner.item(BankMethods.orders.method, encode(order)) }
    try turn()
  }

  func deliver(_ settle: SettleOrder) throws {
    partner.item(BankMethods.settles.method, encode(settle))
    try turn()
  }

  func turn() throws {
    let turn = try partner.turn(now: now)
    if turn.isCut {
      cuts += 1
      return try drop()
    }
    for call in turn.calls {
      open.append(call.tag)
      switch call.method {
      case BankMethods.debitReport.method:
        debitReports.append(try decode(DebitReport.self, from: call.body))
      default: agreementReports.append(try decode(AgreementReport.self, from: call.body))
      }
    }
  }

  /// Loses the connection with every acknowledgement under way, and connects again.
  func drop() throws {
    open = []
    partner.disconnected()
    partner.connected()
    try turn()
  }

  /// Answers every report that the server received.
  func answer(_ status: Status = .ok, retry: CallError.Retry = .never) throws {
    let error = status == .ok ? nil : CallError("TEST", outcome: .notStarted, retry: retry)
    for tag in open {
      partner.answered(tag, InboundResponse(stream: tag, status: status, error: error))
    }
    open = []
    try turn()
  }

  func forget() { debitReports = [] }

  /// The balance of the fixture's account, in fen.
  var balance: Int64 {
    get throws { try #require(partner.bank.accounts[fixture.account]).balance.fen }
  }
}
