import Bureau
import Fixtures
import Foundation
import Protocol
import Transport

/// The real `shebao-lab sandbox` as the bank of a realm: a process with durable books.
final class SandboxProcess {
  private let program: String
  private let books: String
  private let process = Process()
  var pid: Int32 { process.processIdentifier }

  /// Starts the sandbox, opens an account with an agreement for each employer, and waits until all
  /// partners are connected.
  init(_ server: ServerProcess, realm: RealmFixture) throws {
    program = server.program.replacingOccurrences(of: "shebaod", with: "shebao-lab")
    books = server.folder + "/sandbox"
    let bank = Fixture.bank
    for (role, name) in [
      ("bank", bank.text), ("gateway", "sms"), ("app", "tax"), ("app", "incometax"),
    ] {
      _ = try server.credential(role: role, name: name)
    }
    let accounts = server.folder + "/accounts.jsonl"
    try Data(Self.accounts(of: realm).utf8).write(to: URL(fileURLWithPath: accounts))
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = [
      "sandbox", "run", "--server", "127.0.0.1:\(server.tls)", "--ca", server.keys + "/ca.pem",
      "--credentials", server.folder, "--bank", bank.text, "--books", books,
    ]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    let pause = Doorbell()
    var left = 500
    while !FileManager.default.fileExists(atPath: books + "/control"), left > 0 {
      pause.sleep(timeoutMilliseconds: 10, unless: { false })
      left -= 1
    }
    try run("sandbox", "bank", "open", "--from", accounts, "--bank", bank.text)
    try run("sandbox", "status", "--wait", "30")
  }

  /// Sends SIGTERM and waits for the end.
  func stop() {
    guard process.isRunning else { return }
    process.terminate()
    process.waitUntilExit()
  }

  private func run(_ arguments: String...) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments + ["--books", books]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw BenchFailure("shebao-lab \(arguments.joined(separator: " ")) failed")
    }
  }

  /// The file of accounts, one JSON object a line.
  private static func accounts(of realm: RealmFixture) -> String {
    let events = FixtureEvents(master: [UInt8](repeating: 7, count: 32))
    return (0..<realm.employers).map { employer in
      let agreed = events.agreement(employer).entered
      return """
        {"account":"\(agreed.account.text)","name":"\(agreed.accountName)","kind":"corporate",\
        "balance":100000000000,"agreement":"\(agreed.number.text)","active":true}
        """
    }.joined(separator: "\n")
  }
}
