package import Terminal

/// A console with given input, which records its output. Reading throws `ended` where no secret is
/// left.
package final class ScriptedConsole: Console {
  package var isInteractive: Bool
  package var screen: ScreenSize?
  /// Lines of standard input, not yet read.
  package var lines: [String]
  /// Secrets of hidden prompts and descriptors, not yet read.
  package var secrets: [String]
  /// The environment variables.
  package var variables: [String: String] = [:]
  package private(set) var output = ""
  package private(set) var messages = ""
  /// The number of lines and hidden lines read.
  package private(set) var questions = 0

  package init(_ lines: [String] = [], secrets: [String] = [], isInteractive: Bool = true) {
    self.lines = lines
    self.secrets = secrets
    self.isInteractive = isInteractive
  }

  package func write(_ text: String) { output += text }
  package func note(_ text: String) { messages += text }

  package func readLine(limit: Int) throws(InputFailure) -> String? {
    questions += 1
    return lines.isEmpty ? nil : lines.removeFirst()
  }

  package func readHidden(_ prompt: String) throws(InputFailure) -> Secret {
    questions += 1
    messages += prompt
    return try readSecret(descriptor: 0)
  }

  package func readSecret(descriptor: Int32) throws(InputFailure) -> Secret {
    guard !secrets.isEmpty else { throw .ended(Phrase(same: "secret")) }
    return Secret(Array(secrets.removeFirst().utf8))
  }

  package func environment(_ name: String) -> String? { variables[name] }
}
