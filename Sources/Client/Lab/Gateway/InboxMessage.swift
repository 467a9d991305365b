internal import Protocol

/// A message as a phone has it (短信).
struct InboxMessage: Equatable {
  /// Ascending from 1.
  let id: Int64
  let mobile: MobileNumber
  let text: String
  /// UTC ms.
  let at: Int64

  /// The code in it: the first run of exactly six digits.
  var code: String? {
    text.split(whereSeparator: { !("0"..."9").contains($0) }).first { $0.utf8.count == 6 }
      .map(String.init)
  }
}
