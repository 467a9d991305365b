/// A parsed command line.
package struct Invocation: Sendable, Equatable {
  package let command: CommandSpec
  /// The values of options by name, in the order given.
  let options: [String: [String]]
  /// The names of the flags that were given.
  let flags: Set<String>
  /// The values of arguments by name.
  let arguments: [String: [String]]

  /// The value of an option or argument, the last one where it was repeated; nil where absent.
  package subscript(name: String) -> String? {
    all(name).last
  }

  /// Returns every value of an option or argument, in the order given.
  package func all(_ name: String) -> [String] {
    options[name] ?? arguments[name] ?? []
  }

  package func flag(_ name: String) -> Bool {
    flags.contains(name)
  }

  /// Returns the value with full-width forms folded and outer spaces removed. Never for a password.
  package func folded(_ name: String) -> String? {
    self[name].map(FullWidth.trimmed)
  }
}

/// The result of parsing a command line.
package enum ParsedLine: Sendable, Equatable {
  case run(Invocation)
  /// Print the help for this path; empty: for the program itself.
  case help([String])
  case version
}
