internal import Protocol

/// What a person's password may be: long, not one that everybody tries, and not one's own numbers.
/// No rule asks for kinds of characters.
enum PasswordRules {
  /// Its length in bytes of UTF-8.
  static let lengths = 12...128
  /// With fewer different characters it is no password.
  static let differentMin = 5
  /// What is only so much longer than a common password is one.
  static let additionMax = 3

  /// Throws for one that anybody would guess.
  static func check(_ password: String) throws(Refusal) {
    guard lengths.contains(password.utf8.count) else {
      throw weak("密码长度须为\(lengths.lowerBound)至\(lengths.upperBound)字节")
    }
    let lower = password.lowercased()
    guard Set(lower).count >= differentMin, !common.contains(where: { isCore($0, of: lower) })
    else { throw weak("密码过于常见") }
  }

  /// Throws for one that holds the person's own numbers or names.
  static func check(_ password: String, of person: Person) throws(Refusal) {
    let lower = password.lowercased()
    let own = [person.resident.text.lowercased(), person.mobile.text, person.user.lowercased()]
    guard !own.contains(where: { $0.utf8.count >= 4 && lower.contains($0) }) else {
      throw weak("密码不得包含本人的证件号码、手机号码或用户名")
    }
  }

  private static func isCore(_ word: String, of password: String) -> Bool {
    password.count <= word.count + additionMax && password.contains(word)
  }

  private static let common = [
    "0123456789", "1234567890", "123456789012", "abcdefghijkl", "administrator", "iloveyou1314",
    "letmein12345", "password1234", "passwordpassword", "qwertyuiop", "qwerty123456",
    "woaini1314520", "1qaz2wsx3edc", "asdfghjkl", "zxcvbnm", "shebao123456", "shuiwuju1234",
  ]

  private static func weak(_ text: String) -> Refusal {
    Refusal(.passwordWeak, text, next: "shebao account activate")
  }
}
