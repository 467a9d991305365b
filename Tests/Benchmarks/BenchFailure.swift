/// The reason why a benchmark could not be run, in words.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// Unwraps a value, or throws `BenchFailure` with the description of what is missing.
func need<Value>(_ value: Value?, _ what: String) throws -> Value {
  guard let value else { throw BenchFailure(what) }
  return value
}
