import Protocol
import Terminal

/// What is wrong with one line of the officer's file.
struct UnreadableRecord: Error, Equatable {
  let reason: Phrase

  init(_ reason: Phrase) { self.reason = reason }
}
