/// Checks of the names of types: one name means one thing (S-601).
enum TypeNames {
  /// Names that mean the same in each of their places: the state of the bureau and of an alarm
  /// clock, the authority of the tests of TLS and of Transport.
  static let generic: Set<String> = ["State", "TestAuthority"]

  /// Finds types with the name of a top-level type of Sources or Tests. Only a nested type in the
  /// tests of another target may have it, where the one at the top cannot be meant.
  static func doubled(_ files: [SourceFile]) throws -> [Breach] {
    var first: [String: String] = [:]
    var nested: [(name: String, file: SourceFile, line: Int)] = []
    var breaches: [Breach] = []
    for file in files where file.isUnder(["Sources", "Tests"]) && file.path.hasSuffix(".swift") {
      for declaration in try Declaration.all(in: file) where declaration.isType {
        if declaration.depth > 0 {
          nested.append((declaration.name, file, declaration.line))
        } else if generic.contains(declaration.name) {
          first[declaration.name] = ""
        } else if let place = first[declaration.name] {
          breaches.append(
            file.breach(declaration.line, "\(declaration.name) is also a type of \(place)"))
        } else {
          first[declaration.name] = "\(file.path):\(declaration.line)"
        }
      }
    }
    for (name, file, line) in nested where !generic.contains(name) {
      guard let place = first[name], isSeen(place, from: file) else { continue }
      breaches.append(file.breach(line, "nested \(name) has the name of a type of \(place)"))
    }
    return breaches
  }

  /// Whether a reader of `file` may take a name for the type at `place`.
  private static func isSeen(_ place: String, from file: SourceFile) -> Bool {
    let target = file.path.split(separator: "/").prefix(2).joined(separator: "/")
    return place.hasPrefix("Sources/") || place.hasPrefix(target + "/")
  }
}
