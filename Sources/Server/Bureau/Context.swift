package import Protocol

/// The purpose of a keyed digest. Each purpose has its own key, so that a digest made for one is
/// not valid for another.
package enum DigestPurpose: UInt8, Sendable, CaseIterable {
  /// A request's body, compared when its idempotency key is repeated.
  case request = 1
  /// The digits of an SMS code (短信验证码).
  case smsCode = 2
  case paymentPassword = 3
  /// A slider's (滑块) challenge.
  case slider = 4
  /// The text of the QR code of a scan (扫码).
  case scan = 5
  /// Salts and map keys for login names that the realm does not know.
  case noSuchUser = 6
  /// The name by which clients know a person, in place of the resident ID.
  case person = 7
}

/// Keyed and plain digests. The keys are in neither the journal nor the books. Service implements
/// it with OpenSSL.
package protocol Digests: Sendable {
  /// Returns HMAC-SHA-256 under the purpose's key.
  func keyed(_ purpose: DigestPurpose, _ bytes: [UInt8]) -> Digest256
  /// Returns SHA-256.
  func plain(_ bytes: [UInt8]) -> Digest256
}

/// A source of random bytes: the system's in the server, a seeded one in tests and simulations.
package protocol Entropy: Sendable {
  mutating func bytes(_ count: Int) -> [UInt8]
}

extension Entropy {
  /// Returns a random 64-bit number.
  package mutating func number() -> UInt64 {
    bytes(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// Returns a random 128-bit identifier.
  package mutating func name() -> Id128 { Id128(high: number(), low: number()) }
}

/// All that a decision may use besides the state. Decisions read no global clock, entropy or
/// setting.
package struct Context: Sendable {
  /// The time of the turn.
  package var now: Moment
  /// The machine's wall clock, which `now.real` follows unless the clock was stepped.
  package var wall: WallClock
  package var digests: any Digests
  package var entropy: any Entropy
  /// Results of the lookups made for this request.
  package var found: LookupResults
  /// The key that scrypt derived from the password, once the request has returned from it.
  package var derived: DerivedKey?
  /// Whether the request's wait is over because its deadline is near: the answer is the present
  /// state.
  package var waited: Bool
  /// The realm's settings.
  package var realm: Realm
  /// The request's idempotency key, if it has one.
  package var key: Id128?
  /// The address that the answer goes to; nil for the bureau's own requests.
  package var address: ReplyAddress?
  /// The lines of an import part, checked on another thread; nil for other requests.
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

/// The settings of a realm that decisions use.
package struct Realm: Sendable, Equatable {
  /// The first four digits of the division (行政区划), used in ticket numbers; 3702 is 青岛.
  package var region: UInt32
  /// Whether the realm is a sandbox: an officer may advance its business clock.
  package var sandbox: Bool
  /// scrypt's cost for new passwords.
  package var scrypt: ScryptParameters
  /// The rule by which late fees count days.
  package var dayCount: LateFeeDayCount
  /// The shortest time between two SMS codes for one person, in milliseconds. Shorter than a minute
  /// only in a sandbox.
  package var codePauseMilliseconds: Int64

  /// The usual ``codePauseMilliseconds``: a minute.
  package static let codePauseUsualMilliseconds: Int64 = 60_000

  package init(
    region: UInt32, sandbox: Bool, scrypt: ScryptParameters, dayCount: LateFeeDayCount,
    codePauseMilliseconds: Int64 = Realm.codePauseUsualMilliseconds
  ) {
    self.region = region
    self.sandbox = sandbox
    self.scrypt = scrypt
    self.dayCount = dayCount
    self.codePauseMilliseconds = codePauseMilliseconds
  }
}

/// The cost of scrypt (RFC 7914).
package struct ScryptParameters: Sendable, Equatable {
  /// CPU and memory cost N, a power of two.
  package var n: UInt32
  /// Block size r.
  package var r: UInt32
  /// Parallelisation p.
  package var p: UInt32

  package init(n: UInt32, r: UInt32, p: UInt32) {
    self.n = n
    self.r = r
    self.p = p
  }

  /// N = 2^14, r = 8, p = 5.
  package static let standard = ScryptParameters(n: 16384, r: 8, p: 5)
}
