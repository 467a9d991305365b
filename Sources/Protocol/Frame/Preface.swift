//  Preface: the first 8 bytes of each direction
//
//   0    1    2    3    4    5    6    7
//  +----+----+----+----+----+----+----+----+
//  | 8F | 's'| 'h'| 'b'| 0D | 0A | MAJ| MIN|
//  +----+----+----+----+----+----+----+----+

/// The first eight bytes of each direction: the protocol and its version.
///
/// The first byte is above 0x7F, so no text protocol and no TLS record begins like it; a text-mode
/// channel would change the line end in the middle. Rules.
public struct Preface: Equatable, Sendable {
  /// Length of a preface, bytes.
  public static let byteCount = 8

  /// The version of this program.
  public static let ours = Preface(major: 1, minor: 0)

  static let magic: [UInt8] = [0x8F, 0x73, 0x68, 0x62, 0x0D, 0x0A]

  /// The major version, which must be the same on both sides.
  public let major: UInt8
  /// The minor version, informative only.
  public let minor: UInt8

  /// A preface with a version.
  public init(major: UInt8, minor: UInt8) {
    self.major = major
    self.minor = minor
  }

  /// Reads a preface from exactly eight bytes; nil where the magic is not ours.
  public init?(_ bytes: Span<UInt8>) {
    guard bytes.count == Self.byteCount, Self.matches(bytes) else { return nil }
    self.init(major: bytes[6], minor: bytes[7])
  }

  /// The encoded eight bytes.
  public var bytes: [UInt8] { Self.magic + [major, minor] }

  /// Whether the first bytes (at most eight) can be the start of a preface.
  static func matches(_ bytes: Span<UInt8>) -> Bool {
    for index in 0..<min(bytes.count, magic.count) where bytes[index] != magic[index] {
      return false
    }
    return true
  }
}
