/// What the server hides before anything leaves it (GB/T 35273: display limit).
enum Masking {
  /// 张三丰 becomes 张**.
  static func name(_ name: String) -> String {
    String(name.prefix(1)) + String(repeating: "*", count: max(0, name.count - 1))
  }

  /// Keeps the first three and the last four characters.
  static func phone(_ phone: String) -> String {
    guard phone.count > 7 else { return String(repeating: "*", count: phone.count) }
    let hidden = String(repeating: "*", count: phone.count - 7)
    return String(phone.prefix(3)) + hidden + String(phone.suffix(4))
  }
}
