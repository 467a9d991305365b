internal import Protocol

/// The rules for a person's password: long, not one of the common ones, without the person's own
/// numbers. No kinds of characters are asked for.
enum PasswordRules {
  /// The lengths allowed, in bytes of UTF-8.
  static let lengths = 12...128
  /// The fewest different characters; upper and lower case count as one.
  static let differentMin = 5
  /// A password that contains a common one and is at most this many characters longer counts as
  /// common.
  static let additionMax = 3

  /// Checks the length, and that the password is not a common one.
  ///
  /// - Throws: `.passwordWeak`.
  static func check(_ password: String) throws(Refusal) {
    guard lengths.contains(password.utf8.count) else {
      throw weak("密码长度须为\(lengths.lowerBound)至\(lengths.upperBound)字节")
    }
    let lower = password.lowercased()
    guard Set(lower).count >= differentMin, !common.contains(where: { isCore($0, of: lower) })
    else { throw weak("密码过于常见") }
  }

  /// Checks that the password does not contain the resident ID, the mobile number or the user name
  /// of its person.
  ///
  /// - Throws: `.passwordWeak`.
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
