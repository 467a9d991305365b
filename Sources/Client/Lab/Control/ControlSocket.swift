internal import Protocol
internal import Terminal
internal import Transport

/// The sandbox's control socket: `control` in the books' folder, mode 0600, this user only.
///
/// It speaks the frames of the protocol, on a method of its own: one JSON object each way. So it
/// has their limits, and needs no parser of its own.
enum ControlSocket {
  /// Name of the socket in the folder.
  static let name = "control"
  static let method: UInt16 = 1
  /// Bytes of a command.
  static let commandBytesMax = 512 << 10

  static func hello(time: UInt64) -> Hello {
    Hello(
      software: "shebao-lab", version: LabVersion.text, realm: Id128(high: 0, low: 0),
      schemaHash: .zero, serverTimeMs: time)
  }
}

/// What other threads tell the control socket's loop.
enum ControlMail: Sendable {
  case answer(ControlTicket, JSONValue)
}

/// Takes commands and hands them to the partners; answers go back as they come.
final class ControlServer: LoopDelegate {
  typealias Mail = ControlMail
  /// Where a partner's mail goes.
  typealias Route = @Sendable (PartnerMail) -> Void

  private let loop: Loop<ControlServer>
  private let routes: [String: Route]
  private let board: StatusBoard
  private let clock: @Sendable () -> UInt64
  private var open: [ControlTicket: Route] = [:]

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
      begin(request, ControlTicket(connection: connection, stream: request.stream))
    case .cancelled(let stream, _):
      let ticket = ControlTicket(connection: connection, stream: stream)
      open[ticket]?(.forget(ticket))
      answer(ticket, .refusal(code: "cancelled", Phrase("已取消", "cancelled")))
    case .opened, .item, .heartbeat, .response, .creditGranted, .goneAway, .pong, .drained, .ended:
      break
    }
  }

  func closed(_ connection: ConnectionID, _ reason: CloseReason) {
    for (ticket, route) in open where ticket.connection == connection {
      route(.forget(ticket))
      open[ticket] = nil
    }
  }

  func mail(_ mail: [ControlMail]) {
    for case .answer(let ticket, let json) in mail { respond(ticket, json) }
  }

  private func begin(_ request: InboundRequest, _ ticket: ControlTicket) {
    let command: JSONValue
    do throws(JSONError) {
      guard request.method == ControlSocket.method,
        request.body.count <= ControlSocket.commandBytesMax
      else { return answer(ticket, .badCommand("too long")) }
      command = try JSONParser.parse(request.body)
    } catch {
      return answer(ticket, .badCommand("\(error)"))
    }
    let partner = command["partner"]?.string ?? ""
    if partner == "sandbox" { return answer(ticket, .data(board.json)) }
    guard let route = routes[partner] else {
      return answer(
        ticket, .refusal(code: "partner.none", Phrase("没有此方：\(partner)", "no partner \(partner)")))
    }
    open[ticket] = route
    route(.command(command, ticket))
  }

  private func answer(_ ticket: ControlTicket, _ reply: ControlReply) {
    respond(ticket, reply.json)
  }

  private func respond(_ ticket: ControlTicket, _ json: JSONValue) {
    open[ticket] = nil
    loop.respond(ticket.connection, stream: ticket.stream, body: Array(json.text.utf8))
  }
}
