/// A command line that was understood.
package struct Invocation: Sendable, Equatable {
  package let command: CommandSpec
  /// The options' values by name, in the order given.
  let options: [String: [String]]
  /// The flags that are there.
  let flags: Set<String>
  /// The arguments' values by name.
  let arguments: [String: [String]]

  /// The value of an option or argument; the last one if it was repeated.
  package subscript(name: String) -> String? {
    all(name).last
  }

  /// Every value of a repeated option or argument.
  package func all(_ name: String) -> [String] {
    options[name] ?? arguments[name] ?? []
  }

  /// Whether the flag is there.
  package func flag(_ name: String) -> Bool {
    flags.contains(name)
  }

  /// The value with full-width forms folded and outer spaces gone; for anything but a password.
  package func folded(_ name: String) -> String? {
    self[name].map(FullWidth.trimmed)
  }
}

/// What a command line asks for.
package enum ParsedLine: Sendable, Equatable {
  /// Carry a command out.
  case run(Invocation)
  /// Print the help for these words; empty for the program itself.
  case help([String])
  /// Print the version.
  case version
}
