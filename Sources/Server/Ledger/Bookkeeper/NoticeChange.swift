internal import Bureau
internal import Protocol

/// A notice that a changes touched.
struct NoticeChange {
  var registration: RegistrationNumber
  var after: Notice
  /// What moves of it, as it was before the changes.
  var before: NoticeImage?
  /// The operation that filed it, where that was in the changes; nil where only what declaring and
  /// paying change may have changed.
  var filed: UInt64?

  /// The notices that a changes touched, in the order of registration and number.
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
