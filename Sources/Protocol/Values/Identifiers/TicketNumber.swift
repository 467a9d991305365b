/// The number of an electronic ticket or of a certificate, 18 digits of one number space: 4, 4 of
/// region, 1 of kind, 4 of month (yymm) and 8 of serial, from 1. A payment's ticket number (电子税票号码)
/// is also the serial of its counter voucher (银行端查询缴费凭证序号).
public struct TicketNumber: DigitCode {
  /// The paper that the number is on.
  public enum Kind: UInt8, Choice {
    public static var typeName: StaticString { "TicketKind" }

    /// 完税（费）证明: a certificate of payment.
    case certificate = 5
    /// 电子税票: an electronic ticket, which is one payment.
    case payment = 6
  }

  /// The largest serial within one region, kind and month.
  public static let serialMax: UInt32 = 99_999_999
  private static let generation: UInt64 = 4

  /// The 18 digits as a decimal number.
  public let number: UInt64

  /// The number; nil if any part is out of its range.
  public init?(number: UInt64) {
    guard number / 100_000_000_000_000_000 == Self.generation,
      let kind = Kind(rawValue: UInt8(number / 1_000_000_000_000 % 10)),
      let month = Period(number: 2000_00 + number / 100_000_000 % 10_000)
    else { return nil }
    self.init(
      region: UInt32(number / 10_000_000_000_000 % 10_000), kind: kind, month: month,
      serial: UInt32(number % 100_000_000))
  }

  /// Creates a number from its parts; nil unless the region has 4 digits (the first 4 of a
  /// division), the month lies in 2000-01 … 2099-12 and the serial in 1 … `serialMax`.
  public init?(region: UInt32, kind: Kind, month: Period, serial: UInt32) {
    guard (1_000...9_999).contains(region), (2000...2099).contains(month.year),
      (1...Self.serialMax).contains(serial)
    else { return nil }
    let head = (Self.generation * 10_000 + UInt64(region)) * 10 + UInt64(kind.rawValue)
    number = (head * 10_000 + month.number % 10_000) * 100_000_000 + UInt64(serial)
  }

  /// The first 4 digits of the division; 3702 is Qingdao.
  public var region: UInt32 { UInt32(number / 10_000_000_000_000 % 10_000) }
  /// Ticket or certificate.
  public var kind: Kind {
    number / 1_000_000_000_000 % 10 == UInt64(Kind.payment.rawValue) ? .payment : .certificate
  }
  /// The month of issue.
  public var month: Period {
    Period(number: 2000_00 + number / 100_000_000 % 10_000) ?? .earliest
  }
  /// The serial within region, kind and month.
  public var serial: UInt32 { UInt32(number % 100_000_000) }
}

extension TicketNumber {
  public static var typeName: StaticString { "TicketNumber" }
  public static var digitCount: Int { 18 }
}
