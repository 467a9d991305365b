internal import Protocol
internal import Terminal
internal import Transport

/// The state of a partner's connection.
enum PartnerStatus: Equatable, Sendable {
  case away(String)
  case open(feeds: Int)
}

/// The state of every partner's connection, by its name; any thread.
final class StatusBoard: Sendable {
  private let board: Lock<[String: PartnerStatus]>

  init(_ names: [String]) {
    board = Lock(Dictionary(names.map { ($0, .away("not connected yet")) }) { first, _ in first })
  }

  func set(_ name: String, _ status: PartnerStatus) { board.withLock { $0[name] = status } }

  /// The answer to `status`: an object for each partner, sorted by name.
  var json: JSONValue {
    let all = board.withLock { $0 }
    return .array(
      all.sorted { $0.key < $1.key }.map { name, status in
        switch status {
        case .away(let why):
          ["partner": .string(name), "connected": false, "feeds": 0, "note": .string(why)]
        case .open(let feeds):
          [
            "partner": .string(name), "connected": true, "feeds": .integer(Int64(feeds)),
            "note": "",
          ]
        }
      })
  }
}
