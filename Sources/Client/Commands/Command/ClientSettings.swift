import Protocol
import TLS
import Terminal
import Transport

/// The settings of a run: server, certificates, folders. An option comes before the environment
/// variable, and that before the profile in the configuration file.
struct ClientSettings {
  /// The profile where none is named.
  static let defaultProfile = "default"

  let profile: String
  let server: String?
  let ca: String?
  let credential: String?
  let credentialKey: String?
  let isPlain: Bool
  let timeoutMs: UInt32?
  /// `$XDG_STATE_HOME/shebao/<profile>`, by default below `~/.local/state`; nil where HOME is unset
  /// too.
  let statePath: String?
  /// `$XDG_CONFIG_HOME/shebao/config`, by default below `~/.config`; nil where HOME is unset too.
  let configPath: String?

  init(_ invocation: Invocation, _ console: any Console) throws(ErrorReport) {
    configPath = Self.base(console, "XDG_CONFIG_HOME", ".config").map { $0 + "/shebao/config" }
    let file = try Self.read(configPath)
    let named = invocation.folded("profile") ?? Self.variable("SHEBAO_PROFILE", console)
    profile = named ?? Self.defaultProfile
    guard Self.isName(profile) else {
      throw Self.wrong("config.profile", Phrase("配置名无效：\(profile)", "no profile name: \(profile)"))
    }
    let name = profile
    func value(_ option: String, _ variable: String?) -> String? {
      invocation.folded(option) ?? variable.flatMap { Self.variable($0, console) }
        ?? file.value(option, in: name)
    }
    server = value("server", "SHEBAO_SERVER")
    if named != nil && server == nil && !file.has(profile) {
      throw Self.wrong(
        "config.no-profile", Phrase("没有配置 \(profile)", "there is no profile \(profile)"))
    }
    ca = value("ca", "SHEBAO_CA")
    credential = value("credential", nil)
    credentialKey = value("credential-key", nil)
    isPlain = invocation.flag("plain") || file.value("plain", in: profile) == "yes"
    timeoutMs = try Self.timeout(invocation.folded("timeout"))
    let state = Self.base(console, "XDG_STATE_HOME", ".local/state")
    statePath = state.map { $0 + "/shebao/" + name }
  }

  /// Returns the endpoint and, unless plain, the TLS client for it. Reads the certificate files.
  func target() throws(ErrorReport) -> (endpoint: Endpoint, tls: TLSClient?) {
    guard let server else {
      throw Self.wrong(
        "config.no-server", Phrase("未指定服务器", "no server is named"),
        next: "shebao --server HOST:PORT --ca FILE")
    }
    guard let endpoint = Endpoint(server) else {
      throw Self.wrong(
        "config.server", Phrase("服务器地址无效：\(server)", "not a server's address: \(server)"),
        next: "--server HOST:PORT | unix:/path")
    }
    switch endpoint {
    case .unix: return (endpoint, nil)
    case .tcp(let host, _):
      if isPlain { return (endpoint, nil) }
      return (endpoint, TLSClient(context: try context(), serverName: host))
    }
  }

  private func context() throws(ErrorReport) -> TLSContext {
    guard let ca else {
      throw Self.wrong(
        "config.no-ca", Phrase("TLS 须指定 CA 证书", "TLS needs the authority's certificate"),
        next: "--ca FILE")
    }
    let authority = try Self.bytes(ca)
    var pair: (certificate: [UInt8], key: [UInt8])?
    switch (credential, credentialKey) {
    case (nil, nil): break
    case (let certificate?, let key?):
      let secret = try Self.secret(key)
      pair = (try Self.bytes(certificate), secret)
    case (nil, _?), (_?, nil):
      throw Self.wrong(
        "config.credential", Phrase("证书与密钥须同时给出", "a credential and its key come together"),
        next: "--credential FILE --credential-key FILE")
    }
    do throws(TLSFailure) {
      return try TLSContext.client(
        authorityPEM: authority, certificatePEM: pair?.certificate, privateKeyPEM: pair?.key)
    } catch {
      throw Failures.report(.connect(.tls(error)), server: server ?? "")
    }
  }

  /// The most bytes of a certificate or key file.
  private static let pemBytesMax = 131_072

  private static func bytes(_ path: String) throws(ErrorReport) -> [UInt8] {
    do throws(InputFailure) {
      return try LocalFile.read(path, limit: pemBytesMax)
    } catch {
      throw error.report
    }
  }

  private static func secret(_ path: String) throws(ErrorReport) -> [UInt8] {
    do throws(InputFailure) {
      return try PrivateFile.read(path, limit: pemBytesMax)
    } catch {
      throw error.report
    }
  }

  private static func read(_ path: String?) throws(ErrorReport) -> ConfigFile {
    guard let path, StateFolder.exists(path) else { return .empty }
    let bytes: [UInt8]
    do throws(InputFailure) {
      bytes = try LocalFile.read(path, limit: ConfigFile.bytesMax)
    } catch {
      throw error.report
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw InputFailure.notUTF8.report
    }
    return try ConfigFile(text, path: path)
  }

  /// Parses `--timeout`: seconds, at most the protocol's longest deadline. Returns ms.
  private static func timeout(_ text: String?) throws(ErrorReport) -> UInt32? {
    guard let text else { return nil }
    guard let seconds = UInt32(text), seconds > 0, seconds <= Limits.maxTimeoutMs / 1_000 else {
      throw ErrorReport(
        .usage, code: "usage.timeout",
        what: Phrase("--timeout 须为 1 至 300 秒", "--timeout is 1 to 300 seconds"))
    }
    return seconds * 1_000
  }

  private static func variable(_ name: String, _ console: any Console) -> String? {
    console.environment(name).flatMap { $0.isEmpty ? nil : $0 }
  }

  private static func base(_ console: any Console, _ name: String, _ below: String) -> String? {
    if let path = variable(name, console), path.hasPrefix("/") { return path }
    return variable("HOME", console).map { $0 + "/" + below }
  }

  private static func isName(_ text: String) -> Bool {
    (1...64).contains(text.utf8.count) && !text.hasPrefix(".")
      && text.utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): true
        default: false
        }
      }
  }

  private static func wrong(_ code: String, _ what: Phrase, next: String? = nil) -> ErrorReport {
    ErrorReport(.configuration, code: code, what: what, next: next.map { Phrase(same: $0) })
  }
}
