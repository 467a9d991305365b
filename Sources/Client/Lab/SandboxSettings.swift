internal import Protocol
internal import TLS
internal import Terminal
internal import Transport

/// One partner of the sandbox.
enum PartnerRole: Equatable, Sendable {
  case bank(BankNumber)
  case gateway
  case app(String)

  /// The name of the credential's file and of the partner at the control socket.
  var name: String {
    switch self {
    case .bank(let number): "bank-\(number.text)"
    case .gateway: "gateway-sms"
    case .app(let app): "app-\(app)"
    }
  }
}

/// The settings of a sandbox.
struct SandboxSettings: Sendable {
  /// Two banks of Qingdao (工商银行, 农业银行), by their bank numbers (联行号).
  static let defaultBanks = ["102452000012", "103452000011"]
  static let apps = ["tax", "incometax"]
  static let banksMax = 16
  static let pemBytesMax = 64 << 10

  var server: Endpoint
  var books: String
  var seed: UInt64 = 1
  var rules: [FaultRule] = []
  var banks: [BankNumber] = []
  /// The partners' certificates; nil for plain text on loopback.
  var credentials: Credentials?

  var roles: [PartnerRole] {
    banks.map { .bank($0) } + [.gateway] + Self.apps.map { .app($0) }
  }
}
