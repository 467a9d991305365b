public import Protocol

/// What a keyed digest is for; one purpose's digest never serves another.
public enum DigestPurpose: UInt8, Sendable, CaseIterable {
  /// A request's body, for its key.
  case request = 1
  /// An SMS code's digits.
  case smsCode = 2
  /// A payment password.
  case paymentPassword = 3
  /// A slider challenge.
  case slider = 4
  /// A QR code's text.
  case scan = 5
  /// A salt for a user who does not exist.
  case noSuchUser = 6
  /// A person's name towards clients, in place of the resident ID.
  case person = 7
}

/// Digests under keys that lie outside the data. The implementation is Service's, over OpenSSL.
public protocol Digests: Sendable {
  /// HMAC-SHA-256 under the purpose's key.
  func keyed(_ purpose: DigestPurpose, _ bytes: [UInt8]) -> Digest256
  /// SHA-256.
  func plain(_ bytes: [UInt8]) -> Digest256
}

/// Random bytes: the system's in the server, a seed's in tests and simulations.
public protocol Entropy: Sendable {
  /// The next random bytes.
  mutating func bytes(_ count: Int) -> [UInt8]
}

extension Entropy {
  /// A random number.
  public mutating func number() -> UInt64 {
    bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A random 128-bit name.
  public mutating func name() -> Id128 { Id128(high: number(), low: number()) }
}

/// All that a decision may use besides the state: nothing in it is ambient.
public struct Means: Sendable {
  /// The time.
  public var now: Moment
  /// The machine's wall clock, which the time follows.
  public var wall: WallClock
  /// Keyed and plain digests.
  public var digests: any Digests
  /// Random bytes.
  public var entropy: any Entropy
  /// What look-ups for this request have found.
  public var found: Found
  /// What scrypt made of the password, when the request comes back from it.
  public var derived: DerivedKey?
  /// The wait is over (its deadline is near): the answer is what there is now.
  public var waited: Bool
  /// The realm's own numbers.
  public var realm: Realm
  /// The request's key, where it has one.
  public var key: Id128?
  /// Where the answer goes; nil for the bureau's own requests.
  public var ticket: Ticket?
  /// For a part of an import: its lines, looked at outside the bureau.
  public var checked: CheckedPart?

  /// Makes it of its parts.
  public init(now: Moment, digests: any Digests, entropy: any Entropy, realm: Realm) {
    self.now = now
    wall = WallClock(at: now.real, isStepped: false)
    self.digests = digests
    self.entropy = entropy
    self.realm = realm
    found = Found()
    derived = nil
    waited = false
    key = nil
    ticket = nil
    checked = nil
  }
}

/// What a realm is configured with, as far as decisions need it.
public struct Realm: Sendable, Equatable {
  /// The first four digits of the division, for ticket numbers (青岛 3702).
  public var region: UInt32
  /// Whether the business clock may be advanced.
  public var sandbox: Bool
  /// scrypt's cost for new passwords: N, r, p.
  public var scrypt: ScryptParameters
  /// How late fees count days.
  public var dayCount: LateFeeDayCount
  /// Between two SMS codes for one person, in milliseconds; shorter than a minute only in a
  /// sandbox.
  public var codePause: Int64

  /// A minute.
  public static let codePauseUsual: Int64 = 60_000

  /// Makes it of its parts.
  public init(
    region: UInt32, sandbox: Bool, scrypt: ScryptParameters, dayCount: LateFeeDayCount,
    codePause: Int64 = Realm.codePauseUsual
  ) {
    self.region = region
    self.sandbox = sandbox
    self.scrypt = scrypt
    self.dayCount = dayCount
    self.codePause = codePause
  }
}

/// scrypt's cost.
public struct ScryptParameters: Sendable, Equatable {
  /// CPU and memory cost, a power of two.
  public var n: UInt32
  /// Block size.
  public var r: UInt32
  /// Parallelisation.
  public var p: UInt32

  /// Makes it of its parts.
  public init(n: UInt32, r: UInt32, p: UInt32) {
    self.n = n
    self.r = r
    self.p = p
  }

  /// 2^14/8/5, the product's.
  public static let standard = ScryptParameters(n: 16384, r: 8, p: 5)
}

/// Where an answer goes: a loop, a connection of it, a stream of that.
public struct Ticket: Sendable, Hashable {
  /// The loop's index.
  public var loop: UInt32
  /// The connection.
  public var connection: UInt64
  /// The stream.
  public var stream: UInt64

  /// Makes it of the three.
  public init(loop: UInt32, connection: UInt64, stream: UInt64) {
    self.loop = loop
    self.connection = connection
    self.stream = stream
  }
}
