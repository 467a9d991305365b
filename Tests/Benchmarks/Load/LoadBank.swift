import Protocol
import Transport

/// A bank that executes every debit at once: it grants credit on its feed and reports each debit as
/// done, with a receipt. It has no books, and so costs the least that a bank can.
final class LoadBank {
  /// The credit of the feed: orders that may be under way.
  static let window: UInt32 = 4_096
  private static let callsMax = Int(Limits.concurrentCalls) - 8

  private let loop: Loop<LoadLoop>
  private(set) var connection: ConnectionID?
  private var feed: UInt64 = 0
  private var taken: UInt32 = 0
  private var granted = LoadBank.window
  private var reports: [[UInt8]] = []
  private var sent = 0
  private var open = 0

  init(loop: Loop<LoadLoop>) { self.loop = loop }

  func connect(_ way: LoadTarget) {
    connection = loop.connect(way.endpoint, tls: way.tls, hello: LoadLoop.hello)
  }

  func received(_ event: ConnectionEvent) {
    switch event {
    case .opened: subscribe()
    case .item(let stream, _, let body) where stream == feed: receive(body)
    case .response(let response) where response.stream != feed:
      open -= 1
      send()
    case .response(let response):
      BenchReport.comment("the bank's feed ended: \(response.status) \(response.error?.text ?? "")")
    case .item, .request, .heartbeat, .cancelled, .creditGranted, .goneAway, .pong, .drained,
      .ended:
      break
    }
  }

  private func subscribe() {
    guard let connection else { return }
    do throws(SendRefusal) {
      feed = try loop.call(
        connection, method: BankMethods.orders.method.number, body: [], streaming: true)
      loop.grant(connection, stream: feed, items: granted)
    } catch {
      BenchReport.comment("the bank cannot subscribe: \(error)")
    }
  }

  private func receive(_ body: [UInt8]) {
    taken += 1
    if let connection, granted - taken < Self.window / 2 {
      granted = taken + Self.window
      loop.grant(connection, stream: feed, items: granted)
    }
    do throws(Malformed) {
      let order = try decode(BankOrder.self, from: body)
      guard order.kind == .debit else { return }
      reports.append(
        Request.bank(
          .debitReport(
            DebitReport(
              reference: order.reference, digest: order.digest, outcome: .done,
              amount: order.amount, receipt: "R\(order.reference.low)", code: "", reason: "")
          )
        ).encoded())
    } catch {
      BenchReport.comment("the bank cannot read an order: \(error)")
    }
    send()
  }

  private func send() {
    guard let connection else { return }
    while sent < reports.count, open < Self.callsMax {
      do throws(SendRefusal) {
        _ = try loop.call(
          connection, method: BankMethods.debitReport.method.number, body: reports[sent],
          timeoutMs: 30_000)
      } catch {
        return
      }
      sent += 1
      open += 1
    }
    if sent == reports.count {
      reports.removeAll(keepingCapacity: true)
      sent = 0
    }
  }
}
