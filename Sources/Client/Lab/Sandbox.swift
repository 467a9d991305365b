internal import Posix
internal import Protocol
internal import Store
internal import Terminal
internal import Transport

/// All partners in one process, each with a connection, a thread and books of its own.
///
/// The server has no code for it: it speaks the same protocol as the real partners.
final class Sandbox: Sendable {
  /// The credit of a feed: items that may be under way to a partner.
  static let window: UInt32 = 1_024
  /// The length to which a bank's write-ahead log is grown at the start, in pages: 8 MiB.
  static let logPages = 2_000

  private struct RunningPartner: Sendable {
    let loop: Loop<PartnerConnection>
    let alarm: AlarmClock
    let thread: WorkerThread
  }

  private struct Failure {
    var text: String?
  }

  private let folder: DataFolder
  private let control: Loop<ControlServer>
  private let partners: [RunningPartner]
  private let board: StatusBoard
  private let failure = Lock(Failure())
  private let whenHalted: @Sendable () -> Void

  /// Opens the books, starts the partners and the control socket.
  ///
  /// - Parameter whenHalted: called on a partner's thread when its books fail.
  /// - Throws: the report to be shown where books, credentials, address or socket cannot be used.
  init(
    _ settings: SandboxSettings, whenHalted: @escaping @Sendable () -> Void
  ) throws(ErrorReport) {
    self.whenHalted = whenHalted
    control = Loop<ControlServer>()
    let roles = settings.roles
    board = StatusBoard(roles.map(\.name))
    let failure = failure
    let halt: @Sendable (String, StoreFailure) -> Void = { name, cause in
      failure.withLock { $0.text = $0.text ?? "\(name): \(cause)" }
      whenHalted()
    }
    folder = try Self.stored { () throws(StoreFailure) in try DataFolder.open(settings.books) }
    let addresses = try Self.resolve(settings.server)
    var partners: [RunningPartner] = []
    var routes: [String: ControlServer.Route] = [:]
    for role in roles {
      let context = PartnerContext(
        name: role.name, addresses: addresses, tls: try settings.credentials?.client(role),
        hello: Self.hello, alarm: AlarmClock(), board: board, answer: Self.answers(control),
        halt: halt)
      let partner = try Self.start(role, context, settings, folder)
      partners.append(partner)
      let loop = partner.loop
      routes[role.name] = { loop.post($0) }
    }
    self.partners = partners
    try openControl(routes)
    for partner in partners { partner.loop.post(.start) }
  }

  private static func answers(
    _ control: Loop<ControlServer>
  ) -> @Sendable (CommandID, JSONValue) -> Void {
    { id, json in control.post(.answer(id, json)) }
  }

  private static func hello() -> Hello {
    Hello(
      software: "shebao-sandbox", version: ProgramVersion.text, realm: Id128(high: 0, low: 0),
      schemaHash: .zero, serverTimeMs: RealTimeClock.milliseconds(), initialCredit: window)
  }

  private static func resolve(_ server: Endpoint) throws(ErrorReport) -> Addresses {
    do throws(ConnectFailure) {
      return try Addresses(resolving: server)
    } catch {
      throw ErrorReport(
        .unreachable, code: "server.name",
        what: Phrase("无法解析服务器地址 \(server)", "\(server) has no address"),
        why: Phrase(same: "\(error)"))
    }
  }

  private static func stored<Value>(
    _ body: () throws(StoreFailure) -> Value
  ) throws(ErrorReport) -> Value {
    do throws(StoreFailure) {
      return try body()
    } catch {
      throw ErrorReport(
        .inputOutput, code: "books.failed", what: Phrase("账簿不可用", "the books cannot be used"),
        why: Phrase(same: "\(error)"))
    }
  }

  private static func start(
    _ role: PartnerRole, _ context: PartnerContext, _ settings: SandboxSettings,
    _ folder: DataFolder
  ) throws(ErrorReport) -> RunningPartner {
    let loop = Loop<PartnerConnection>()
    let path = folder.path(of: role.name + ".db")
    let clock = { RealTimeClock.milliseconds() }
    switch role {
    case .bank(let number):
      let work = try stored { () throws(StoreFailure) in
        try BankPartner(
          books: BankBooks(path: path, logPages: logPages), number: number, rules: settings.rules,
          seed: settings.seed, clock: clock)
      }
      loop.start(
        name: role.name, delegate: PartnerConnection(loop: loop, work: work, context: context))
    case .gateway:
      let work = try stored { () throws(StoreFailure) in
        GatewayPartner(inbox: try SmsInbox(path: path), clock: clock)
      }
      loop.start(
        name: role.name, delegate: PartnerConnection(loop: loop, work: work, context: context))
    case .app:
      loop.start(
        name: role.name,
        delegate: PartnerConnection(loop: loop, work: AppPartner(), context: context))
    }
    let alarm = context.alarm
    let thread = WorkerThread(name: "alarm") { alarm.run { loop.post(.tick) } }
    return RunningPartner(loop: loop, alarm: alarm, thread: thread)
  }

  private func openControl(_ routes: [String: ControlServer.Route]) throws(ErrorReport) {
    let path = folder.path(of: ControlSocket.name)
    // This process has the folder's lock, so a socket file in it was left by a dead process.
    Self.remove(path)
    do throws(ListenFailure) {
      try control.listen(.unix(path: path))
    } catch {
      throw ErrorReport(
        .cannotCreate, code: "control.failed",
        what: Phrase("无法创建控制套接字 \(path)", "cannot open the control socket \(path)"),
        why: Phrase(same: "\(error)"))
    }
    control.start(
      name: "control",
      delegate: ControlServer(
        loop: control, routes: routes, board: board, clock: { RealTimeClock.milliseconds() }))
  }

  /// Removes a socket's file. A failure is ignored: listening there reports it.
  private static func remove(_ path: String) {
    do throws(Errno) { try FileNames.remove(path) } catch { _ = error }
  }

  /// The state of the partners' connections.
  var status: JSONValue { board.json }

  /// Stops every thread. The books need no closing: each report was durable before it left.
  ///
  /// - Returns: the first failure of a partner's books, or nil.
  func stop() -> String? {
    control.stop()
    for partner in partners {
      partner.alarm.stop()
      partner.loop.stop()
    }
    control.join()
    for partner in partners {
      partner.loop.join()
      partner.thread.join()
    }
    Self.remove(folder.path(of: ControlSocket.name))
    return failure.withLock { $0.text }
  }
}
