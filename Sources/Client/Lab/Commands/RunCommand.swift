internal import Posix
internal import Protocol
internal import Terminal
internal import Transport

/// `sandbox run`: runs all partners until SIGTERM or SIGINT, or until a partner's books fail.
struct RunCommand {
  let call: LabCall

  func run() throws(ErrorReport) {
    let settings = try settings()
    // Before any other thread starts: threads inherit the signal mask.
    Signals.block(Signal.terminate.number, Signal.interrupt.number)
    Signals.ignorePipe()
    let sandbox = try Sandbox(settings) { Signal.terminate.sendToThisProcess() }
    try call.show([
      "sandbox": "running", "books": .string(settings.books),
      "server": .string("\(settings.server)"), "partners": .integer(Int64(settings.roles.count)),
    ])
    _ = Signals.wait(Signal.terminate.number, Signal.interrupt.number)
    guard let failure = sandbox.stop() else { return }
    throw ErrorReport(
      .inputOutput, code: "books.failed", what: Phrase("账簿写入失败", "the books failed"),
      why: Phrase(same: failure))
  }

  private func settings() throws(ErrorReport) -> SandboxSettings {
    let address = try call.required("server")
    guard let server = Endpoint(address) else { throw call.bad("server", address) }
    var settings = SandboxSettings(server: server, books: try call.books())
    settings.seed = UInt64(try call.number("seed", 0...Int64.max) ?? 1)
    settings.rules = try rules()
    settings.banks = try banks()
    settings.credentials = call.invocation.flag("plain") ? nil : try credentials(server)
    return settings
  }

  private func banks() throws(ErrorReport) -> [BankNumber] {
    let given = call.invocation.all("bank")
    var banks: [BankNumber] = []
    for text in given.isEmpty ? SandboxSettings.defaultBanks : given {
      guard let number = BankNumber(text), !banks.contains(number),
        banks.count < SandboxSettings.banksMax
      else { throw call.bad("bank", text) }
      banks.append(number)
    }
    return banks
  }

  /// Reads `--faults`: a spec, or the name of a readable file that holds one.
  private func rules() throws(ErrorReport) -> [FaultRule] {
    guard let given = call.invocation["faults"] else { return [] }
    do {
      let isFile = FileNames.isReadable(given)
      let spec =
        isFile
        ? String(
          decoding: try LocalFile.read(given, limit: FaultRule.specBytesMax), as: UTF8.self)
        : given
      return try FaultRule.parse(spec)
    } catch {
      throw ErrorReport(
        .badData, code: "faults.bad",
        what: Phrase("故障规则有误：\(error)", "the faults cannot be read: \(error)"))
    }
  }

  private func credentials(_ server: Endpoint) throws(ErrorReport) -> Credentials {
    var overrides: [String: (certificate: String, key: String)] = [:]
    for text in call.invocation.all("credential") {
      let parts = text.split(separator: "=", maxSplits: 1)
      let files = parts.count == 2 ? parts[1].split(separator: ",") : []
      guard files.count == 2 else { throw call.bad("credential", text) }
      overrides[String(parts[0])] = (String(files[0]), String(files[1]))
    }
    let host: String
    switch server {
    case .tcp(let name, _): host = name
    case .unix: host = "localhost"
    }
    return Credentials(
      authority: try call.required("ca"), folder: call.invocation["credentials"] ?? ".",
      serverName: call.invocation["server-name"] ?? host, overrides: overrides)
  }
}
