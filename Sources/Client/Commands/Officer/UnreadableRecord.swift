import Terminal

/// The fault of a line of the officer's import file.
struct UnreadableRecord: Error, Equatable {
  let reason: Phrase

  init(_ reason: Phrase) { self.reason = reason }
}
