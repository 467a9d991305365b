import Terminal

/// One command: its line, and the function that carries it out.
struct Command: Sendable {
  let spec: CommandSpec
  let run: @Sendable (Run) throws(ErrorReport) -> ExitCode

  init(
    _ path: [String], _ summary: Phrase, discussion: Phrase? = nil, options: [OptionSpec] = [],
    arguments: [ArgumentSpec] = [], examples: [CommandExample] = [],
    run: @escaping @Sendable (Run) throws(ErrorReport) -> ExitCode
  ) {
    spec = CommandSpec(
      path, summary, discussion: discussion, options: options, arguments: arguments,
      examples: examples)
    self.run = run
  }
}
