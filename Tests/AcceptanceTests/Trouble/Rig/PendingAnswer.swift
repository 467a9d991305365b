import Foundation
import Protocol
import Transport

/// The outcome of a call that runs on another thread.
struct PendingAnswer: Sendable {
  private let result = Monitor<String?>(nil)

  /// Runs a call on a thread of its own. The outcome is the reason of its refusal, or "done".
  static func of(_ call: @escaping @Sendable () throws -> Void) -> PendingAnswer {
    let answer = PendingAnswer()
    Thread.detachNewThread {
      let said: String
      do {
        try call()
        said = "done"
      } catch NoReply.refused(let error) {
        said = error.reason
      } catch {
        said = "\(error)"
      }
      answer.result.change { $0 = said }
    }
    return answer
  }

  /// Asks for the status of a payment under an unused key, and so waits on the server.
  static func asked(_ channel: Channel, _ clerk: ClerkRig) -> PendingAnswer {
    let session = clerk.session
    let status = PaymentStatusRequest(key: newKey(channel), wait: true)
    return of { _ = try channel.ask(.pay(.status(status)), as: session, timeoutMs: 30_000) }
  }

  func wait() throws -> String {
    let said = result.wait(until: MonotonicTime.now() + 30_000) { $0 }
    guard let said else { throw RigFailure("no answer came") }
    return said
  }
}
