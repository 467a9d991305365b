/// Checks of the names of test functions (S-604, S-701).
enum TestNames {
  private static let rule = "(?:\(RuleBook.idPattern)|R-[0-9]{3,4})"
  private static let front = "^(?:\(rule)(?:, ?\(rule))*: )?"
  private static let riddle =
    "(?:[Ww]hat|[Ww]ho|[Ww]hom|[Ww]hich|[Ww]hoever|[Ii]t|[Nn]obody|[Nn]othing)"

  /// Finds tests whose name, behind the rules that it cites, begins with a pronoun or a capital
  /// letter; an identifier such as HELLO keeps its capitals.
  static func riddles(_ file: SourceFile) throws -> [Breach] {
    guard file.isUnder(["Tests"]) else { return [] }
    let pronoun = try Pattern(front + riddle + #"\b"#)
    let capital = try Pattern(front + #"[A-Z][a-z]*(?:[ ,:]|$)"#)
    return try NamedDeclaration.all(in: file).filter(\.isTest).compactMap { test in
      if pronoun.isFound(in: test.name) {
        return file.breach(test.line, "a test name that begins with a pronoun")
      }
      return capital.isFound(in: test.name)
        ? file.breach(test.line, "a test name that begins with a capital letter") : nil
    }
  }
}
