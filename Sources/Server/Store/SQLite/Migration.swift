/// One step of a file's shape, which is its SQL schema at a version: the script that turns shape
/// `number - 1` into shape `number`.
public struct Migration: Sendable, Equatable {
  /// The number of the shape that the script produces, from 1 without gaps; stored as the file's
  /// `user_version`.
  public let number: Int32
  /// SQL statements without parameters.
  public let sql: String

  /// A migration to shape `number`.
  public init(number: Int32, sql: String) {
    self.number = number
    self.sql = sql
  }
}
