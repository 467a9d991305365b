/// What of a person others may read.
enum Masked {
  /// A name with all but its first character hidden: 张**.
  static func name(_ name: String) -> String {
    String(name.prefix(1)) + String(repeating: "*", count: max(0, name.count - 1))
  }
}
