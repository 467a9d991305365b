/// The JSON form of a message, made and read by the message's own `fields`.
///
/// Values of the domain (notice numbers, dates, instants …) are written as their text. On reading,
/// a field with a default may be left out, and an unknown member is refused; a value of the domain
/// is read from its text or its number, an instant from ms since 1970 or ISO 8601 with its offset.
enum MessageJSON {}

/// The two JSON forms of a message. They differ in money and in absent fields; both are contracts.
enum JSONForm {
  /// `--output json` and `rpc call`: money as `{"fen":123,"yuan":"1.23"}`, absent fields null,
  /// secrets `***`. Members are only ever added.
  case answer
  /// The officer's import file: amounts as text in yuan, `"1.23"`; fields with their default are
  /// left out; numbers are never text. Faults name a list's index and exceeded maxima.
  case file
}

/// The first fault of JSON that is not the wanted message.
struct JSONFault: Error, Equatable {
  /// The faulty member, such as `notice.lines[2].heads`; in form `answer` without the list's index.
  /// Empty where no member is at fault.
  let place: String
  /// The fault, in Chinese.
  let what: String
}
