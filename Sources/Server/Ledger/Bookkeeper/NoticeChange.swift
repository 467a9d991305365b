internal import Bureau
internal import Protocol

/// A notice that a transaction touched.
struct NoticeChange {
  var registration: RegistrationNumber
  var after: Notice
  /// The notice's changeable values before the transaction; nil where the books have none.
  var before: NoticeImage?
  /// The operation that filed this version in the transaction; nil where only the changeable values
  /// may differ.
  var filed: UInt64?

  /// Returns the touched notices, by registration and number.
  static func of(_ changes: ChangeSet, _ state: State) -> [NoticeChange] {
    var notices: [NoticeChange] = []
    notices.reserveCapacity(changes.notices.count)
    for (key, before) in changes.notices.sorted(by: { $0.key < $1.key }) {
      guard let after = state.employers[key.registration]?.notices[key.number] else { continue }
      notices.append(
        NoticeChange(
          registration: key.registration, after: after, before: before, filed: changes.filed[key]))
    }
    return notices
  }
}
