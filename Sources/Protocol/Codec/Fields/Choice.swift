/// An enumeration on the wire: a varint, always at least 1. 0 and unknown values are refused.
///
/// Raw values are explicit, appended only, never reused. The cases' names are part of the schema.
public protocol Choice: RawRepresentable, CaseIterable, Hashable, Sendable
where RawValue: FixedWidthInteger & UnsignedInteger & Sendable {
  /// The type's name in the schema.
  static var typeName: StaticString { get }
}
