/// What a proof by real programs stumbled over, in words.
struct RigFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
