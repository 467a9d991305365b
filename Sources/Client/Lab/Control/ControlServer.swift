internal import Protocol
internal import Terminal
internal import Transport

/// The messages posted to the control socket's loop by the partners' threads.
enum ControlMail: Sendable {
  case answer(CommandID, JSONValue)
}

/// The control socket's loop: routes each command to the partner that it names, and sends the
/// answer back when the partner posts it.
final class ControlServer: LoopDelegate {
  typealias Mail = ControlMail
  /// Posts to a partner's loop.
  typealias Route = @Sendable (PartnerMail) -> Void

  private let loop: Loop<ControlServer>
  private let routes: [String: Route]
  private let board: StatusBoard
  private let clock: @Sendable () -> UInt64
  private var open: [CommandID: Route] = [:]

  init(
    loop: Loop<ControlServer>, routes: [String: Route], board: StatusBoard,
    clock: @escaping @Sendable () -> UInt64
  ) {
    self.loop = loop
    self.routes = routes
    self.board = board
    self.clock = clock
  }

  func helloForAccepted() -> Hello { ControlSocket.hello(time: clock()) }
  func opened(_ connection: ConnectionID, peer: Peer) {}

  func received(_ connection: ConnectionID, _ event: ConnectionEvent) {
    switch event {
    case .request(let request):
      begin(request, CommandID(connection: connection, stream: request.stream))
    case .cancelled(let stream, _):
      let id = CommandID(connection: connection, stream: stream)
      open[id]?(.forget(id))
      answer(id, .refusal(code: "cancelled", Phrase("已取消", "cancelled")))
    case .opened, .item, .heartbeat, .response, .creditGranted, .goneAway, .pong, .drained, .ended:
      break
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    for (id, route) in open where id.connection == connection {
      route(.forget(id))
      open[id] = nil
    }
  }

  func mail(_ mail: [ControlMail]) {
    for case .answer(let id, let json) in mail { respond(id, json) }
  }

  private func begin(_ request: InboundRequest, _ id: CommandID) {
    let command: JSONValue
    do throws(JSONError) {
      guard request.method == ControlSocket.method,
        request.body.count <= ControlSocket.commandBytesMax
      else { return answer(id, .badCommand("too long")) }
      command = try JSONParser.parse(request.body)
    } catch {
      return answer(id, .badCommand("\(error)"))
    }
    let partner = command["partner"]?.string ?? ""
    if partner == "sandbox" { return answer(id, .data(board.json)) }
    guard let route = routes[partner] else {
      return answer(
        id, .refusal(code: "partner.none", Phrase("没有此方：\(partner)", "no partner \(partner)")))
    }
    open[id] = route
    route(.command(command, id))
  }

  private func answer(_ id: CommandID, _ reply: ControlReply) {
    respond(id, reply.json)
  }

  private func respond(_ id: CommandID, _ json: JSONValue) {
    open[id] = nil
    loop.respond(id.connection, stream: id.stream, body: Array(json.text.utf8))
  }
}
