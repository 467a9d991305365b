/// One step of a file's shape: the script that makes shape `number` out of the one before it.
public struct Migration: Sendable, Equatable {
  /// From 1, without gaps; kept in the file's `user_version`.
  public let number: Int32
  /// The script: statements without values.
  public let sql: String

  /// A step by its parts.
  public init(number: Int32, sql: String) {
    self.number = number
    self.sql = sql
  }
}
