/// The JSON form of a message, made and read by the message's own `fields`.
///
/// Numbers of the domain and instants are their text. When read, what has its default may be left
/// out; a member that the message does not have is refused. Where the domain's number is wanted its
/// text is taken too if that can be read back, and for an instant ms since 1970 or ISO 8601 with
/// its offset.
enum MessageJSON {}

/// The two forms in which a message is JSON: every field by its name, instants and numbers of the
/// domain as their text. They differ in money, and in what is left out.
enum JSONForm {
  /// Of `--output json` and `rpc call`: money as `{"fen":123,"yuan":"1.23"}`, absent fields null,
  /// secrets `***`. A contract: members are only ever added.
  case answer
  /// Of the officer's file: amounts as text in yuan, `"1.23"`; what has its default is left out. A
  /// contract too, so that numbers are no text here, and who looks for a fault in a file of a
  /// million lines is told a list's index and a maximum in words.
  case file
}

/// Why JSON is not the message that was wanted.
struct JSONFault: Error, Equatable {
  /// The member, for example `notice.lines[2].heads`; of an answer's form without the list's index.
  /// Empty where no member is to blame.
  let place: String
  /// What is wrong with it.
  let what: String
}
