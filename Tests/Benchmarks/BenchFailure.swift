/// Why a benchmark could not be run.
struct BenchFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}

/// What a run must have, or what is missing.
func need<Value>(_ value: Value?, _ what: String) throws -> Value {
  guard let value else { throw BenchFailure(what) }
  return value
}
