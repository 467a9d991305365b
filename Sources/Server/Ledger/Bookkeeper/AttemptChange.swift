internal import Bureau
internal import Protocol

/// An attempt that a transaction touched.
struct AttemptChange {
  var registration: RegistrationNumber
  var after: Attempt
  /// The operation that requested the attempt in this transaction; nil where the books have the
  /// attempt.
  var asked: UInt64?

  /// Returns the touched attempts, by number.
  static func of(_ changes: ChangeSet, _ state: State) -> [AttemptChange] {
    var attempts: [AttemptChange] = []
    attempts.reserveCapacity(changes.attempts.count)
    for (number, registration) in changes.attempts.sorted(by: { $0.key < $1.key }) {
      guard let after = state.employers[registration]?.attempts[number] else { continue }
      attempts.append(
        AttemptChange(registration: registration, after: after, asked: changes.asked[number]))
    }
    return attempts
  }
}
