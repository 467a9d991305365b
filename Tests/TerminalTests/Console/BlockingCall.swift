import Foundation

/// Runs a blocking call on its own thread, so that it blocks none of the task pool.
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
