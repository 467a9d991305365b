// modules: Posix Terminal
import Terminal

/// Parses bytes as a command line (words separated by NUL), and cleans, measures and folds them as
/// text for a terminal.
enum CommandLineFuzz: FuzzTarget {
  static let table = CommandTable(
    program: "fuzz", summary: Phrase(same: "fuzz"),
    globals: [
      OptionSpec("output", short: "o", value: Phrase(same: "F"), choices: ["json", "csv"], words),
      OptionSpec.flag("verbose", short: "v", words),
    ],
    commands: [
      CommandSpec(["pay", "list"], words),
      CommandSpec(
        ["pay", "agreement"], words,
        options: [
          OptionSpec("line", short: "l", value: Phrase(same: "N"), isRepeatable: true, words),
          OptionSpec.flag("wait", short: "w", words),
        ],
        arguments: [
          ArgumentSpec("notice", words, words),
          ArgumentSpec("more", words, words, isOptional: true, isRepeated: true),
        ]),
      CommandSpec(["version"], words),
    ])

  private static let words = Phrase(same: "words")

  static func run(_ input: [UInt8]) throws(BrokenProperty) {
    let words = input.split(separator: 0, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    let line = Readable.value { () throws(UsageError) in try table.parse(words) }
    if case .run(let invocation)? = line {
      try BrokenProperty.unless(table.command(invocation.command.path) != nil, "runs no command")
    }
    try text(String(decoding: input, as: UTF8.self))
  }

  private static func text(_ text: String) throws(BrokenProperty) {
    let shown = Sanitize.line(text)
    try BrokenProperty.unless(
      shown.unicodeScalars.allSatisfy { $0 != "\u{1B}" && $0 != "\n" }, "a control character")
    try BrokenProperty.unless(Sanitize.line(shown) == shown, "cleaned twice it is another")
    let width = DisplayWidth()
    let whole = width.of(shown)
    try BrokenProperty.unless(whole >= 0, "a width below 0")
    let columns = text.utf8.count % 17
    try BrokenProperty.unless(
      width.of(width.truncated(shown, to: columns)) <= columns, "wider than \(columns)")
    _ = LineWrap(width: width).lines(shown, columns: columns + 4)
    let folded = FullWidth.fold(text)
    try BrokenProperty.unless(FullWidth.fold(folded) == folded, "folded twice it is another")
    guard let fen = YuanText.fen(text) else { return }
    try BrokenProperty.unless(
      YuanText.fen(YuanText.text(fen: fen)) == fen, "another amount: \(fen)")
  }
}
