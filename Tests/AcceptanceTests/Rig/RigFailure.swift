/// A failure of a test with real programs: a program's, or a difference from what is expected.
struct RigFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
