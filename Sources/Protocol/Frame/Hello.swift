/// The first frame each way: program, ledger, and the limits that the peer must keep. Rules R-301
/// to R-308.
public struct Hello: Message {
  public static var name: StaticString { "Hello" }

  /// Name of the program, for logs.
  public let software: String
  /// Version of the program, for logs.
  public let version: String
  /// The ledger; all zero where a client does not know it yet.
  public let realm: Id128
  /// Largest payload that the sender accepts, 64 KiB to 16 MiB.
  public let maxFrameBytes: UInt32
  /// Calls that the sender runs at one time, 1 to 65,535.
  public let maxConcurrent: UInt32
  /// Items that may be sent to the sender on a stream before any CREDIT.
  public let initialCredit: UInt32
  /// Shortest interval of the peer's pings, in ms.
  public let pingFloorMs: UInt32
  /// Silence after a ping, in ms, after which the sender takes the peer for dead.
  public let pingTimeoutMs: UInt32
  /// Time that the sender gives running calls in a drain, in ms.
  public let drainGraceMs: UInt32
  /// Features, ascending: an even one must be known to both, an odd one is optional.
  public let features: [UInt64]
  /// SHA-256 of the canonical schema; a difference is a warning, never an error.
  public let schemaHash: Digest256
  /// The sender's real time, ms since 1970; clients make their keys from the server's.
  public let serverTimeMs: UInt64

  /// A HELLO; the limits have their defaults.
  public init(
    software: String, version: String, realm: Id128, schemaHash: Digest256, serverTimeMs: UInt64,
    features: [UInt64] = [], maxFrameBytes: UInt32 = Limits.frameBytes,
    maxConcurrent: UInt32 = Limits.concurrentCalls, initialCredit: UInt32 = Limits.initialCredit,
    pingFloorMs: UInt32 = Limits.pingFloorMs, pingTimeoutMs: UInt32 = Limits.pingTimeoutMs,
    drainGraceMs: UInt32 = Limits.drainGraceMs
  ) {
    self.software = software
    self.version = version
    self.realm = realm
    self.maxFrameBytes = maxFrameBytes
    self.maxConcurrent = maxConcurrent
    self.initialCredit = initialCredit
    self.pingFloorMs = pingFloorMs
    self.pingTimeoutMs = pingTimeoutMs
    self.drainGraceMs = drainGraceMs
    self.features = features
    self.schemaHash = schemaHash
    self.serverTimeMs = serverTimeMs
  }

  /// The fields, in ascending order; see `Message`.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    let software = try c.text(1, "software", m?.software, max: 64)
    let version = try c.text(2, "version", m?.version, max: 64)
    let realm = try c.id(3, "realm", m?.realm)
    let maxFrameBytes = try c.number32(4, "maxFrameBytes", m?.maxFrameBytes)
    let maxConcurrent = try c.number32(5, "maxConcurrent", m?.maxConcurrent)
    let initialCredit = try c.number32(6, "initialCredit", m?.initialCredit)
    let pingFloorMs = try c.number32(7, "pingFloorMs", m?.pingFloorMs)
    let pingTimeoutMs = try c.number32(8, "pingTimeoutMs", m?.pingTimeoutMs)
    let drainGraceMs = try c.number32(10, "drainGraceMs", m?.drainGraceMs)
    let features = try c.values(12, "features", m?.features, max: Limits.features)
    let schemaHash = try c.digest(13, "schemaHash", m?.schemaHash)
    let serverTimeMs = try c.number(14, "serverTimeMs", m?.serverTimeMs)
    return Self(
      software: software, version: version, realm: realm, schemaHash: schemaHash,
      serverTimeMs: serverTimeMs, features: features, maxFrameBytes: maxFrameBytes,
      maxConcurrent: maxConcurrent, initialCredit: initialCredit, pingFloorMs: pingFloorMs,
      pingTimeoutMs: pingTimeoutMs, drainGraceMs: drainGraceMs)
  }
}
