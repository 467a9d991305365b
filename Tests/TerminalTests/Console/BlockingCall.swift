import Foundation

/// A thread of its own for a call that blocks, so that no task's thread is held.
struct BlockingCall<Value: Sendable> {
  private let results: AsyncStream<Value>

  init(_ body: @escaping @Sendable () -> Value) {
    let (stream, continuation) = AsyncStream.makeStream(of: Value.self)
    results = stream
    Thread.detachNewThread {
      continuation.yield(body())
      continuation.finish()
    }
  }

  func join() async -> Value? {
    await results.first { _ in true }
  }
}
