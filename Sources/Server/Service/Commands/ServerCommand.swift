internal import Glibc
internal import Protocol
internal import Store
internal import Transport

/// The program `shebaod`: chooses the command and its exit code.
package enum ServerCommand {
  /// Runs the program: like ``run(_:)``, with files for their owner only (umask).
  package static func main(_ line: [String]) -> Int32 {
    Files.keepPrivate()
    return run(line)
  }

  /// Runs a command line, without the program's name. Returns the exit code: 0 done, 1 a check
  /// found something, 64 the command line is wrong, 70 a fault.
  package static func run(_ line: [String]) -> Int32 {
    do throws(ServerFault) {
      var arguments = try Arguments(line)
      if let path = arguments.value("config") {
        try arguments.merge(configuration: String(decoding: read(path), as: UTF8.self))
      }
      return try run(arguments)
    } catch {
      StandardError.writeLine("shebaod: \(error.text)")
      if !error.next.isEmpty { StandardError.writeLine("next: \(error.next)") }
      return 70
    }
  }

  private static func run(_ arguments: Arguments) throws(ServerFault) -> Int32 {
    if arguments.flag("version") {
      StandardOutput.write("shebaod \(ProgramVersion.text)\n")
      return 0
    }
    guard !arguments.flag("help"), let command = arguments.words.first else {
      StandardOutput.write(help)
      return arguments.flag("help") ? 0 : 64
    }
    switch command {
    case "init": try InitCommand.run(arguments)
    case "serve": try ServeCommand.run(arguments)
    case "credential": try CredentialCommand.run(arguments)
    case "verify": return try VerifyCommand.run(arguments)
    case "rebuild": return try RebuildCommand.run(arguments)
    case "backup": try BackupCommand.run(arguments)
    case "restore": try RestoreCommand.run(arguments)
    case "recovery": return try RecoveryCommand.run(arguments)
    case "keys": try KeysCommand.run(arguments)
    case "version": StandardOutput.write("shebaod \(ProgramVersion.text)\n")
    case "help": StandardOutput.write(help)
    default:
      throw ServerFault("there is no command \(command)", next: "shebaod help")
    }
    return 0
  }

  private static func read(_ path: String) throws(ServerFault) -> [UInt8] {
    do throws(StoreFailure) { return try Files.read(path) } catch {
      throw ServerFault("cannot read \(path): \(error)")
    }
  }

  static let help = """
    shebaod: the bureau's server

      shebaod init --data DIR [--keys DIR] [--host NAME,…] [--region 3702] [--sandbox]
          makes a realm: data folder, keys, a small CA, the server's certificate; a sandbox may have
          --scrypt N and --code-pause SECONDS (between two SMS codes) below the product's
      shebaod serve --data DIR [--keys DIR] --listen HOST:PORT [--socket PATH]
                    [--plain 127.0.0.1:PORT] [--config FILE] [--loops N] [--readers N]
                    [--connections N] [--per-address N] [--idle-seconds N] [--drain-seconds N]
                    [--books-lag N] [--spin-us N] [--force]
          serves until SIGTERM, then drains within 10 s; below 512 MiB of free room, and after two
          starts whose commits failed, it takes no changes; --force: the disk was seen to;
          --books-lag: how many operations the books may lack before new changes wait for them
          (100000); --spin-us: how long threads look for work before they sleep (0)
      shebaod credential issue --data DIR --role app|bank|gateway|officer --name NAME --out DIR
      shebaod credential list --data DIR
      shebaod credential revoke --data DIR --serial SERIAL
          role credentials: app (tax, incometax), bank (its 12 digits), gateway, officer
      shebaod verify --data DIR      checks the chain, the databases and the invariants
      shebaod rebuild --data DIR     makes the books anew from the journal and compares
      shebaod backup TO --data DIR   copies what TO lacks; the server may run
      shebaod restore FROM --data DIR [--keys DIR]
          makes a data folder of a backup; it opens in recovery, where nothing new is begun
      shebaod recovery show --data DIR   what a restored realm does not know; exits 1 in recovery
      shebaod recovery end --data DIR --name OFFICER --unknown N
          ends it, the officer stating how many debits have no known outcome
      shebaod keys export TO --data DIR
      shebaod version    the same as --version

    The keys folder is DIR-keys unless --keys names it; it must not lie in the data folder.
    A configuration file has lines `option = value`; the command line wins.
    Logs go to standard error; exit codes: 0 done, 1 a check found something, 64 usage, 70 fault.

    """
}

extension Arguments {
  /// Returns the data folder, without a slash at its end.
  ///
  /// - Throws: where `--data` is missing.
  func data() throws(ServerFault) -> String {
    var path = try required("data")
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  /// Returns the keys folder: `--keys`, or the data folder's name with `-keys`.
  ///
  /// - Throws: where both are missing.
  func keys() throws(ServerFault) -> String {
    if let named = value("keys") { return named }
    return try data() + "-keys"
  }
}
