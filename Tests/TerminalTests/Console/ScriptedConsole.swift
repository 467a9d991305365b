import Terminal

/// A console that answers from a script and keeps what is written.
final class ScriptedConsole: Console {
  var isInteractive = true
  var screen: ScreenSize?
  var answers: [String]
  var secrets: [String]
  private(set) var output = ""
  private(set) var messages = ""

  init(_ answers: [String] = [], secrets: [String] = []) {
    self.answers = answers
    self.secrets = secrets
  }

  func write(_ text: String) { output += text }
  func note(_ text: String) { messages += text }

  func readLine(limit: Int) throws(InputFailure) -> String? {
    answers.isEmpty ? nil : answers.removeFirst()
  }

  func readHidden(_ prompt: String) throws(InputFailure) -> Secret {
    messages += prompt
    guard !secrets.isEmpty else { throw .interrupted }
    return Secret(Array(secrets.removeFirst().utf8))
  }

  func readSecret(descriptor: Int32) throws(InputFailure) -> Secret {
    try readHidden("")
  }

  func environment(_ name: String) -> String? { nil }
}
