/// The cause for which a connection ends, in the `aux` of GOAWAY. Rule R-610.
///
/// GOAWAY is the same in all versions, so an unknown code is kept, not refused.
public enum GoAwayCode: Equatable, Sendable {
  /// An orderly end: running calls finish, no new ones are accepted.
  case drain
  /// The peer broke a rule of this protocol.
  case protocolError
  /// An internal error of the sender.
  case `internal`
  /// A frame's length is above the limit.
  case frameTooLarge
  /// A frame's checksum is wrong.
  case checksum
  /// The versions do not match.
  case badVersion
  /// The peer asks for the ledger of another realm.
  case wrongRealm
  /// The peer is not admitted.
  case auth
  /// Items beyond the credit, or credit that shrinks.
  case flowControl
  /// Too many pings, cancels, refused or malformed calls.
  case calm
  /// The peer does not read its answers.
  case slowConsumer
  /// The peer exceeded a time limit.
  case timeout
  /// No call for too long.
  case idle
  /// The connection is old; open another one.
  case maxAge
  /// The server has too many connections.
  case full
  /// A code of a later version.
  case other(UInt32)

  /// All codes of this version, ascending.
  public static let named: [GoAwayCode] = [
    .drain, .protocolError, .internal, .frameTooLarge, .checksum, .badVersion, .wrongRealm, .auth,
    .flowControl, .calm, .slowConsumer, .timeout, .idle, .maxAge, .full,
  ]

  /// The code of a number on the wire.
  public init(number: UInt32) {
    self = number < UInt32(Self.named.count) ? Self.named[Int(number)] : .other(number)
  }

  /// The number on the wire.
  public var number: UInt32 {
    switch self {
    case .drain: 0
    case .protocolError: 1
    case .internal: 2
    case .frameTooLarge: 3
    case .checksum: 4
    case .badVersion: 5
    case .wrongRealm: 6
    case .auth: 7
    case .flowControl: 8
    case .calm: 9
    case .slowConsumer: 10
    case .timeout: 11
    case .idle: 12
    case .maxAge: 13
    case .full: 14
    case .other(let number): number
    }
  }

  /// Whether running calls may still finish after it.
  public var isGraceful: Bool {
    switch self {
    case .drain, .maxAge: true
    case .protocolError, .internal, .frameTooLarge, .checksum, .badVersion, .wrongRealm, .auth,
      .flowControl, .calm, .slowConsumer, .timeout, .idle, .full, .other:
      false
    }
  }
}
