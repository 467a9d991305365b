package import Protocol

/// The identity that a connection has proved by its TLS credential or by the Unix socket that it
/// came through.
package enum Credential: Sendable, Hashable {
  /// None: a clerk's client, or a client without a session.
  case none
  /// A phone app (税务APP, 个人所得税APP).
  case app(ScanApp)
  /// A bank, by its bank number (联行号).
  case bank(BankNumber)
  /// 短信网关.
  case gateway
  /// An officer of the tax office (税务机关), by name.
  case officer(String)
}

/// The party that calls a method, after its credential and session token were checked.
package enum Caller: Sendable, Equatable {
  /// A client without a session.
  case anyone
  /// A clerk (办税人员) with a live session.
  case clerk(Session)
  /// A phone app (税务APP, 个人所得税APP).
  case app(ScanApp)
  case bank(BankNumber)
  /// 短信网关.
  case gateway
  /// An officer of the tax office (税务机关), by name.
  case officer(String)
  /// The bureau itself: timers, slices, results of slow work.
  case bureau
}

extension Caller {
  /// The caller as the journal names it, at most ``JournalEntry/actorBytesMax`` bytes.
  package var actor: [UInt8] {
    switch self {
    case .anyone: Array("anyone".utf8)
    case .clerk(let s): Array("clerk \(s.resident.text) \(s.registration)".utf8)
    case .app(let app): Array("app \(app.rawValue)".utf8)
    case .bank(let bank): Array("bank \(bank)".utf8)
    case .gateway: Array("gateway".utf8)
    case .officer(let name): Array("officer \(name)".utf8.prefix(JournalEntry.actorBytesMax))
    case .bureau: Array("bureau".utf8)
    }
  }

  /// Returns the scope that idempotency keys are unique in: (person, employer) for a clerk, else
  /// the credential. Nil for a caller whose calls take no keys.
  package func scope(_ digests: any Digests) -> Digest256? {
    switch self {
    case .anyone: nil
    case .clerk(let session): Self.scope(of: session)
    case .app(let app): Self.packed(2, UInt64(app.rawValue), [])
    case .bank(let bank): Self.packed(3, bank.number, [])
    case .gateway: Self.packed(4, 0, [])
    case .officer(let name): Self.scope(officer: Array(name.utf8), digests)
    case .bureau: Self.packed(6, 0, [])
    }
  }

  /// Returns the key scope of a clerk's session: (person, employer).
  static func scope(of session: Session) -> Digest256 {
    packed(1, session.registration.number, Array(session.resident.text.utf8))
  }

  /// Returns the key scope of an officer. A name above `textMax` bytes is hashed, not cut: two long
  /// names that begin alike stay two officers.
  private static func scope(officer name: [UInt8], _ digests: any Digests) -> Digest256 {
    name.count <= textMax ? packed(5, 0, name) : digests.plain([5] + name)
  }

  /// Bytes of text in a packed scope.
  private static let textMax = 23

  /// Packs a scope without hashing: 1 byte of kind, 8 of number (little-endian), 23 of text.
  private static func packed(_ kind: UInt8, _ number: UInt64, _ text: [UInt8]) -> Digest256 {
    var bytes: [UInt8] = [kind]
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    bytes += text.prefix(textMax)
    while bytes.count < Digest256.byteCount { bytes.append(0) }
    return Digest256(bytes: bytes) ?? .zero
  }
}
