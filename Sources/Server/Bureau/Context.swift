package import Protocol

/// What a keyed digest is for; one purpose's digest never serves another.
package enum DigestPurpose: UInt8, Sendable, CaseIterable {
  /// A request's body, for its key.
  case request = 1
  /// An SMS code's digits.
  case smsCode = 2
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
package protocol Digests: Sendable {
  /// HMAC-SHA-256 under the purpose's key.
  func keyed(_ purpose: DigestPurpose, _ bytes: [UInt8]) -> Digest256
  /// SHA-256.
  func plain(_ bytes: [UInt8]) -> Digest256
}

/// Random bytes: the system's in the server, a seed's in tests and simulations.
package protocol Entropy: Sendable {
  /// The next random bytes.
  mutating func bytes(_ count: Int) -> [UInt8]
}

extension Entropy {
  /// A random number.
  package mutating func number() -> UInt64 {
    bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// A random 128-bit name.
  package mutating func name() -> Id128 { Id128(high: number(), low: number()) }
}

/// All that a decision may use besides the state: nothing in it is ambient.
package struct Context: Sendable {
  /// The time.
  package var now: Moment
  /// The machine's wall clock, which the time follows.
  package var wall: WallClock
  /// Keyed and plain digests.
  package var digests: any Digests
  /// Random bytes.
  package var entropy: any Entropy
  /// What look-ups for this request have found.
  package var found: LookupResults
  /// What scrypt made of the password, when the request comes back from it.
  package var derived: DerivedKey?
  /// The wait is over (its deadline is near): the answer is what there is now.
  package var waited: Bool
  /// The realm's own numbers.
  package var realm: Realm
  /// The request's key, where it has one.
  package var key: Id128?
  /// Where the answer goes; nil for the bureau's own requests.
  package var address: ReplyAddress?
  /// For a part of an import: its lines, looked at outside the bureau.
  package var checked: CheckedPart?

  package init(now: Moment, digests: any Digests, entropy: any Entropy, realm: Realm) {
    self.now = now
    wall = WallClock(at: now.real, isStepped: false)
    self.digests = digests
    self.entropy = entropy
    self.realm = realm
    found = LookupResults()
    derived = nil
    waited = false
    key = nil
    address = nil
    checked = nil
  }
}

/// What a realm is configured with, as far as decisions need it.
package struct Realm: Sendable, Equatable {
  /// The first four digits of the division, for ticket numbers (青岛 3702).
  package var region: UInt32
  /// Whether the business clock may be advanced.
  package var sandbox: Bool
  /// scrypt's cost for new passwords: N, r, p.
  package var scrypt: ScryptParameters
  /// How late fees count days.
  package var dayCount: LateFeeDayCount
  /// Between two SMS codes for one person, in milliseconds; shorter than a minute only in a
  /// sandbox.
  package var codePause: Int64

  /// A minute.
  package static let codePauseUsual: Int64 = 60_000

  package init(
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
package struct ScryptParameters: Sendable, Equatable {
  /// CPU and memory cost, a power of two.
  package var n: UInt32
  /// Block size.
  package var r: UInt32
  /// Parallelisation.
  package var p: UInt32

  package init(n: UInt32, r: UInt32, p: UInt32) {
    self.n = n
    self.r = r
    self.p = p
  }

  /// 2^14/8/5, the product's.
  package static let standard = ScryptParameters(n: 16384, r: 8, p: 5)
}
