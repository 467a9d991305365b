internal import Bureau
internal import Transport

/// Sends the bureau's outputs and the server's announcements to the loops. Stateless; callable from
/// every thread.
final class OutputRouter: Sendable {
  private let loops: [Loop<LoopHandler>]

  init(_ loops: [Loop<LoopHandler>]) { self.loops = loops }

  /// Posts outputs to the loops of their connections, one post for each loop.
  func post(_ outputs: [Output]) {
    guard !outputs.isEmpty else { return }
    guard loops.count > 1 else {
      loops.first?.post(.outputs(outputs))
      return
    }
    var byLoop = [[Output]](repeating: [], count: loops.count)
    for output in outputs { byLoop[Int(output.address.loop)].append(output) }
    for (index, outputs) in byLoop.enumerated() where !outputs.isEmpty {
      loops[index].post(.outputs(outputs))
    }
  }

  /// Tells every loop that the bureau's queue has room again.
  func announceRoom() { for loop in loops { loop.post(.room) } }

  /// Makes every loop check the credentials of its connections.
  func recheckCredentials() { for loop in loops { loop.post(.credentials) } }
}
