/// Counts of the connections that a server accepted, in all and by address, and the decision on
/// each new one (rule R-701). Shared by the server's loops. Unix sockets are not counted: only the
/// operator can open them, and a full network must not shut the operator out.
public final class ConnectionAdmission: Sendable {
  /// The decision on a new connection.
  enum Verdict: Sendable {
    /// Within all limits: served.
    case welcome
    /// Above a limit of connections: answered with GOAWAY FULL, then closed.
    case farewell
    /// Above a limit of connections without HELLO, or of farewells: closed without a word.
    case refused
  }

  private struct Address {
    var accepted = 0
    var unopened = 0
  }

  private struct Counts {
    var accepted = 0
    var unopened = 0
    var farewells = 0
    var addresses: [String: Address] = [:]
  }

  private let connectionsMax: Int
  private let perAddressMax: Int
  private let unopenedMax: Int
  private let unopenedPerAddressMax: Int
  private let farewellsMax: Int
  private let counts = Lock(Counts())

  /// Zero counts; the limits are those of `settings`.
  public init(_ settings: LoopSettings) {
    connectionsMax = settings.connectionsMax
    perAddressMax = settings.connectionsPerAddressMax
    unopenedMax = settings.unopenedMax
    unopenedPerAddressMax = settings.unopenedPerAddressMax
    farewellsMax = settings.farewellsMax
  }

  /// Decides on a connection from `address`, and counts it unless it is refused.
  func decide(_ address: String) -> Verdict {
    counts.withLock { counts in
      let own = counts.addresses[address, default: Address()]
      guard counts.unopened < unopenedMax, own.unopened < unopenedPerAddressMax else {
        return .refused
      }
      guard counts.accepted < connectionsMax, own.accepted < perAddressMax else {
        guard counts.farewells < farewellsMax else { return .refused }
        counts.farewells += 1
        return .farewell
      }
      counts.accepted += 1
      counts.unopened += 1
      counts.addresses[address, default: Address()].accepted += 1
      counts.addresses[address, default: Address()].unopened += 1
      return .welcome
    }
  }

  /// Counts a welcome connection as opened: its HELLO came.
  func opened(_ address: String) {
    counts.withLock { counts in
      counts.unopened -= 1
      counts.addresses[address, default: Address()].unopened -= 1
    }
  }

  /// Takes a closed connection out of the counts. `verdict` is the one of `decide`.
  func left(_ address: String, _ verdict: Verdict, wasOpened: Bool) {
    counts.withLock { counts in
      switch verdict {
      case .refused: return
      case .farewell: counts.farewells -= 1
      case .welcome:
        counts.accepted -= 1
        var own = counts.addresses[address, default: Address()]
        own.accepted -= 1
        if !wasOpened {
          counts.unopened -= 1
          own.unopened -= 1
        }
        counts.addresses[address] = own.accepted > 0 ? own : nil
      }
    }
  }
}
