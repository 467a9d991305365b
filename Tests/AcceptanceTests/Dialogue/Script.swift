/// The file of a dialogue: commands as they are typed, each with the answer expected.
///
/// ``` # rule: T5 $ shebao todo list 告知单号  <first=*>  <number> ... exit 84 ``` `#` begins a
/// comment; `...` matches any lines; `<*>` matches any text within a line, `<number>` digits;
/// `<name=*>` and `<name=number>` bind the name to the match, and `<name>` is replaced by it from
/// then on, in commands too. Without `exit`, exit code 0 is expected. An empty expectation is not
/// compared; the single line `(nothing)` expects no output.
struct Script: Sendable {
  struct Step: Sendable, Equatable {
    let line: Int
    let command: String
    var expected: [String] = []
    var exit: Int32 = 0
  }

  let name: String
  var steps: [Step] = []

  init(name: String, text: String) throws {
    self.name = name
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.hasPrefix("$ ") {
        steps.append(Step(line: index + 1, command: String(line.dropFirst(2))))
      } else if line.hasPrefix("#") || steps.isEmpty {
        continue
      } else if line.hasPrefix("exit "), let code = Int32(line.dropFirst(5)) {
        steps[steps.count - 1].exit = code
      } else {
        steps[steps.count - 1].expected.append(String(line))
      }
    }
    for index in steps.indices {
      while steps[index].expected.last?.isEmpty == true { steps[index].expected.removeLast() }
    }
    guard !steps.isEmpty else { throw RigFailure("\(name) has no command") }
  }
}
