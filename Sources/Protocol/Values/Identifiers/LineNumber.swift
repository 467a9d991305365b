/// The number of a line within its notice (缴费明细序号), 1 to 512.
public struct LineNumber: NumberValue, Comparable, CustomStringConvertible {
  /// The name in the schema.
  public static let typeName: StaticString = "LineNumber"
  /// The most lines that a notice may have.
  public static let countMax = 512

  /// The number, 1 to `countMax`.
  public let number: UInt64

  /// Makes it of a number; nil outside 1 to `countMax`.
  public init?(number: UInt64) {
    guard number >= 1, number <= UInt64(Self.countMax) else { return nil }
    self.number = number
  }

  /// The number in decimal.
  public var description: String { String(number) }

  /// By number.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
