import Protocol
import Transport

@testable import Commands

/// Calls with given results, which records the requests.
final class ScriptedCalls: Calls {
  typealias CallResult = Result<any Message, CallFailure>

  private var answers: [CallResult]
  private(set) var asked: [(request: Request, terms: CallTerms)] = []
  private(set) var reconnects = 0
  /// Whether `greeting` was called, which connects.
  private(set) var isGreeted = false
  /// Called before each result is given.
  var onSend: (Request, CallTerms) -> Void = { _, _ in }

  init(_ answers: [CallResult] = []) { self.answers = answers }

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
