/// Masking of names and telephone numbers before they leave the server (GB/T 35273: display limit).
enum Masking {
  /// Keeps the first character: 张三丰 becomes 张**.
  static func name(_ name: String) -> String {
    String(name.prefix(1)) + String(repeating: "*", count: max(0, name.count - 1))
  }

  /// Keeps the first three and the last four characters; of seven characters or fewer, none.
  static func phone(_ phone: String) -> String {
    guard phone.count > 7 else { return String(repeating: "*", count: phone.count) }
    let hidden = String(repeating: "*", count: phone.count - 7)
    return String(phone.prefix(3)) + hidden + String(phone.suffix(4))
  }
}
