/// The shapes of the two databases, as the text of the SQL files beside this one.
public enum Schema {
  /// The journal's tables, shape 1.
  public static var journal: [UInt8] { PackageResources.journal_v0001_sql }
  /// The books' tables, shape 4.
  public static var books: [UInt8] { PackageResources.books_v0004_sql }
}
