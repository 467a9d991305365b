internal import Protocol

/// A message (短信) in a phone's inbox.
struct InboxMessage: Equatable {
  /// Ascending from 1.
  let id: Int64
  let mobile: MobileNumber
  let text: String
  /// The time of arrival, UTC ms.
  let at: Int64

  /// The code (验证码) in the text: the first run of exactly six digits.
  var code: String? {
    text.split(whereSeparator: { !("0"..."9").contains($0) }).first { $0.utf8.count == 6 }
      .map(String.init)
  }
}
