internal import Transport

/// One value that is taken once, by the thread that is to own it.
final class OneShot<Value>: Sendable {
  private let box: Lock<Value?>

  init(_ value: consuming sending Value) { box = Lock(.some(value)) }

  /// Takes the value. Traps when it has been taken: only the start does this, once.
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
