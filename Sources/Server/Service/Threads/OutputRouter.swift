internal import Bureau
internal import Transport

/// The ways out: each loop by its index.
final class OutputRouter: Sendable {
  private let loops: [Loop<LoopHandler>]

  init(_ loops: [Loop<LoopHandler>]) { self.loops = loops }

  /// Posts outputs to their loops, one post for each.
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

  /// Tells every loop that the queue has room again.
  func announceRoom() { for loop in loops { loop.post(.room) } }

  /// Has every loop look at its partners' credentials again.
  func recheckCredentials() { for loop in loops { loop.post(.credentials) } }
}
