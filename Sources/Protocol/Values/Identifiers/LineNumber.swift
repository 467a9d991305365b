/// The number of a line within its notice (缴费明细序号), 1 to 512.
public struct LineNumber: NumberValue, Comparable, CustomStringConvertible {
  public static let typeName: StaticString = "LineNumber"
  /// The maximum number of lines in a notice.
  public static let countMax = 512

  /// 1 … 512.
  public let number: UInt64

  /// The line number; nil outside 1 … `countMax`.
  public init?(number: UInt64) {
    guard number >= 1, number <= UInt64(Self.countMax) else { return nil }
    self.number = number
  }

  public var description: String { String(number) }

  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
