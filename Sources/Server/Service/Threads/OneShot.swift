internal import Transport

/// Carries one value that is not `Sendable` to the thread that will own it.
final class OneShot<Value>: Sendable {
  private let box: Lock<Value?>

  init(_ value: consuming sending Value) { box = Lock(.some(value)) }

  /// Returns the value and empties the box. Traps on a second call.
  func takeOnce() -> sending Value {
    let value = box.withLock { box -> sending Value? in
      let value = box
      box = nil
      return value
    }
    guard let value else { preconditionFailure("taken twice") }
    return value
  }
}
