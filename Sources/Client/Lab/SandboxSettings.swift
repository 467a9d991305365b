internal import Protocol
internal import TLS
internal import Terminal
internal import Transport

/// One partner of the sandbox.
enum PartnerRole: Equatable, Sendable {
  case bank(BankNumber)
  case gateway
  case app(String)

  /// The credential's file name, and the name at the control socket.
  var name: String {
    switch self {
    case .bank(let number): "bank-\(number.text)"
    case .gateway: "gateway-sms"
    case .app(let app): "app-\(app)"
    }
  }
}

/// All that a sandbox runs with.
struct SandboxSettings: Sendable {
  /// 工商银行 and 农业银行 of Qingdao, by their 行号.
  static let defaultBanks = ["102452000012", "103452000011"]
  static let apps = ["tax", "incometax"]
  static let banksMax = 16
  static let pemBytesMax = 64 << 10

  var server: Endpoint
  var books: String
  var seed: UInt64 = 1
  var rules: [FaultRule] = []
  var banks: [BankNumber] = []
  /// How each partner proves itself; nil for plain text on loopback, where roles mean nothing.
  var credentials: Credentials?

  var roles: [PartnerRole] {
    banks.map { .bank($0) } + [.gateway] + Self.apps.map { .app($0) }
  }
}

/// Where the partners' certificates are.
struct Credentials: Sendable {
  /// PEM of the authority that the server's certificate must come from.
  let authority: String
  let folder: String
  /// The name in the server's certificate.
  let serverName: String
  /// Files to use instead of `folder/NAME.pem` and `.key`.
  let overrides: [String: (certificate: String, key: String)]

  /// How a partner proves itself. Throws what to tell the user.
  func client(_ role: PartnerRole) throws(ErrorReport) -> TLSClient {
    let files = overrides[role.name] ?? ("\(folder)/\(role.name).pem", "\(folder)/\(role.name).key")
    do {
      let limit = SandboxSettings.pemBytesMax
      let context = try TLSContext.client(
        authorityPEM: try LocalFile.read(authority, limit: limit),
        certificatePEM: try LocalFile.read(files.certificate, limit: limit),
        privateKeyPEM: try LocalFile.read(files.key, limit: limit))
      return TLSClient(context: context, serverName: serverName)
    } catch let failure as InputFailure {
      throw failure.report
    } catch {
      throw ErrorReport(
        .configuration, code: "credential.bad",
        what: Phrase("凭证不可用：\(role.name)", "credential \(role.name) cannot be used"),
        why: Phrase(same: "\(error)"))
    }
  }
}
