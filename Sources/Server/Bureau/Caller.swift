package import Protocol

/// What a connection has proved with its TLS credential, or by being the server's own Unix socket.
package enum Credential: Sendable, Hashable {
  /// Nothing: a clerk's client, or someone who only looks.
  case none
  /// A phone app (税务APP or 个人所得税APP).
  case app(ScanApp)
  /// A bank, by its 行号.
  case bank(BankNumber)
  /// The SMS gateway.
  case gateway
  /// A tax officer, by name.
  case officer(String)
}

/// Who asks, as the bureau knows it.
package enum Caller: Sendable, Equatable {
  /// Someone without a session.
  case anyone
  /// A clerk with a live session.
  case clerk(Session)
  /// A phone app.
  case app(ScanApp)
  case bank(BankNumber)
  /// The SMS gateway.
  case gateway
  /// A tax officer.
  case officer(String)
  /// The bureau's own agenda: time-outs, slices, results of slow work.
  case bureau
}

extension Caller {
  /// Who, for the journal: at most 64 bytes.
  package var actor: [UInt8] {
    switch self {
    case .anyone: Array("anyone".utf8)
    case .clerk(let s): Array("clerk \(s.resident.text) \(s.registration)".utf8)
    case .app(let app): Array("app \(app.rawValue)".utf8)
    case .bank(let bank): Array("bank \(bank)".utf8)
    case .gateway: Array("gateway".utf8)
    case .officer(let name): Array("officer \(name)".utf8.prefix(64))
    case .bureau: Array("bureau".utf8)
    }
  }

  /// Whose keys these are: (person, employer), or the credential. Nil where no keys are taken.
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

  /// Whose keys a clerk's are.
  static func scope(of session: Session) -> Digest256 {
    packed(1, session.registration.number, Array(session.resident.text.utf8))
  }

  /// A name that does not fit whole is hashed: two that end alike are two officers.
  private static func scope(officer name: [UInt8], _ digests: any Digests) -> Digest256 {
    name.count <= textMax ? packed(5, 0, name) : digests.plain([5] + name)
  }

  /// The most bytes of text that are packed.
  private static let textMax = 23

  /// Packed, not hashed: 1 byte of kind, 8 of number, 23 of text.
  private static func packed(_ kind: UInt8, _ number: UInt64, _ text: [UInt8]) -> Digest256 {
    var bytes: [UInt8] = [kind]
    for place in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    bytes += text.prefix(textMax)
    while bytes.count < Digest256.byteCount { bytes.append(0) }
    return Digest256(bytes: bytes) ?? .zero
  }
}
