import Protocol
import Terminal
import Transport

@testable import Commands

/// A server that answers from a script and keeps what it was asked.
final class ScriptedCalls: Calls {
  typealias Answer = Result<any Message, CallFailure>

  private var answers: [Answer]
  private(set) var asked: [(request: Request, terms: CallTerms)] = []
  private(set) var reconnects = 0
  /// Whether the server's greeting was asked for, which connects.
  private(set) var isGreeted = false
  /// Called as a request arrives.
  var onSend: (Request, CallTerms) -> Void = { _, _ in }

  init(_ answers: [Answer] = []) { self.answers = answers }

  func greeting() throws(CallFailure) -> Greeting {
    isGreeted = true
    return Greeting(
      software: "shebaod", version: "1", realm: Id128(high: 1, low: 1),
      serverTimeMs: 1_780_000_000_000)
  }

  func send(_ request: Request, _ terms: CallTerms) throws(CallFailure) -> any Message {
    asked.append((request, terms))
    onSend(request, terms)
    guard !answers.isEmpty else { throw .connect(.refused) }
    return try answers.removeFirst().get()
  }

  func reconnect() { reconnects += 1 }

  var methods: [Method] { asked.map(\.request.method) }
}

/// A console of strings.
final class ScriptedConsole: Console {
  var isInteractive = false
  var screen: ScreenSize?
  var lines: [String] = []
  var secrets: [String] = []
  var variables: [String: String] = [:]
  private(set) var output = ""
  private(set) var messages = ""
  private(set) var questions = 0

  func write(_ text: String) { output += text }
  func note(_ text: String) { messages += text }

  func readLine(limit: Int) throws(InputFailure) -> String? {
    questions += 1
    return lines.isEmpty ? nil : lines.removeFirst()
  }

  func readHidden(_ prompt: String) throws(InputFailure) -> Secret {
    questions += 1
    return try readSecret(descriptor: 0)
  }

  func readSecret(descriptor: Int32) throws(InputFailure) -> Secret {
    guard !secrets.isEmpty else { throw .ended(Phrase(same: "secret")) }
    return Secret(Array(secrets.removeFirst().utf8))
  }

  func environment(_ name: String) -> String? { variables[name] }
}
