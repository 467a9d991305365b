/// Who may still come in: the counts of all connections that a server accepted, shared by its
/// loops. Rule R-701. Unix sockets are not counted: whoever may open one is the operator, who must
/// get in whatever the network does.
public final class Admission: Sendable {
  /// What becomes of a new connection.
  enum Verdict: Sendable {
    /// It is served.
    case welcome
    /// It is told that the server is full, and closed.
    case farewell
    /// It is closed.
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

  /// Nobody is in yet; the limits are those of `settings`.
  public init(_ settings: LoopSettings) {
    connectionsMax = settings.connectionsMax
    perAddressMax = settings.connectionsPerAddressMax
    unopenedMax = settings.unopenedMax
    unopenedPerAddressMax = settings.unopenedPerAddressMax
    farewellsMax = settings.farewellsMax
  }

  /// Decides on a connection from `address`, and counts it where it is not refused.
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

  /// A welcome connection said HELLO.
  func opened(_ address: String) {
    counts.withLock { counts in
      counts.unopened -= 1
      counts.addresses[address, default: Address()].unopened -= 1
    }
  }

  /// A connection that was counted is gone.
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
