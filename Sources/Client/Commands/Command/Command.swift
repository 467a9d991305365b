import Terminal

/// One command: what it is called and takes, and what it does.
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
