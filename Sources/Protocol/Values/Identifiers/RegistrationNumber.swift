/// A registration number (登记序号), the key of one registration. (A taxpayer code is no key:
/// cross-region subjects share their employer's.) 20 digits: 1 or 2 for the subject, 01, 1 or 2 for
/// the former bureau, 6 of division and 10 of serial.
///
/// 20 digits do not fit in 64 bits, so the fixed two are left out and the two choices are packed
/// above the last 16 digits.
public struct RegistrationNumber: NumberValue, Comparable, CustomStringConvertible {
  /// The kind of subject that is registered.
  public enum Subject: UInt8, Hashable, Sendable, CaseIterable {
    /// 单位: an organisation.
    case organisation = 1
    /// 自然人: a natural person.
    case person = 2
  }

  /// The bureau that gave the number; the two became one in 2018.
  public enum Origin: UInt8, Hashable, Sendable, CaseIterable {
    /// 国税: the national tax bureau.
    case national = 1
    /// 地税: the local tax bureau.
    case local = 2
  }

  public static let digitCount = 20
  private static let tailUnit: UInt64 = 10_000_000_000_000_000
  private static let serialUnit: UInt64 = 10_000_000_000

  /// Packed: (subject − 1) × 2 × 10¹⁶ + (origin − 1) × 10¹⁶ + the last 16 digits.
  public let number: UInt64

  /// The registration with this packed number; nil from 4 × 10¹⁶ on.
  public init?(number: UInt64) {
    guard number < 4 * Self.tailUnit else { return nil }
    self.number = number
  }

  /// Creates a number from its parts; nil for a division of more than 6 digits or a serial of more
  /// than 10.
  public init?(subject: Subject, origin: Origin, division: UInt32, serial: UInt64) {
    guard division <= 999_999, serial < Self.serialUnit else { return nil }
    let choices = UInt64(subject.rawValue - 1) * 2 + UInt64(origin.rawValue - 1)
    number = choices * Self.tailUnit + UInt64(division) * Self.serialUnit + serial
  }

  /// The number with exactly these 20 digits; nil for any other text.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == Self.digitCount, bytes[1] == UInt8(ascii: "0"),
      bytes[2] == UInt8(ascii: "1"),
      let subject = Digits.value(bytes[0]).flatMap({ Subject(rawValue: UInt8($0)) }),
      let origin = Digits.value(bytes[3]).flatMap({ Origin(rawValue: UInt8($0)) }),
      let division = Digits.number(bytes[4..<10], count: 6),
      let serial = Digits.number(bytes[10...], count: 10)
    else { return nil }
    self.init(subject: subject, origin: origin, division: UInt32(division), serial: serial)
  }

  /// The kind of subject.
  public var subject: Subject { number < 2 * Self.tailUnit ? .organisation : .person }
  /// The bureau that gave the number.
  public var origin: Origin { number / Self.tailUnit % 2 == 0 ? .national : .local }
  /// The division (行政区划), 6 digits.
  public var division: UInt32 { UInt32(number % Self.tailUnit / Self.serialUnit) }
  /// The serial, 10 digits.
  public var serial: UInt64 { number % Self.serialUnit }

  /// All 20 digits, as people see them.
  public var text: String {
    let tail = Digits.text(number % Self.tailUnit, width: 16)
    return "\(subject.rawValue)01\(origin.rawValue)\(tail)"
  }

  public var description: String { text }

  /// Compares by number, which is also the order of the texts.
  public static func < (left: RegistrationNumber, right: RegistrationNumber) -> Bool {
    left.number < right.number
  }
}

extension RegistrationNumber {
  public static var typeName: StaticString { "RegistrationNumber" }
}
