/// Why a benchmark could not be run.
struct Trouble: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// A value that a benchmark's own numbers cannot fail to be.
func sure<Value>(_ value: Value?, _ what: String = "a value out of range") throws -> Value {
  guard let value else { throw Trouble(what) }
  return value
}
