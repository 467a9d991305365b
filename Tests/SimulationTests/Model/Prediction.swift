import Protocol

/// The model's prediction of an answer. Codes are those on the wire.
indirect enum Prediction {
  /// A refusal that records nothing; with any of the codes if the rules leave the order of checks
  /// open.
  case refused([String], naming: String?)
  /// A recorded refusal, with the number of tries left.
  case counted(String, left: UInt32)
  /// A declaration or its voiding: the to-do's new status and amount.
  case declared(TodoStatus?, Int64)
  /// A preview, and whether it may be paid by agreement.
  case previewed(Terms, byAgreement: Bool)
  /// The present state of a payment.
  case paying(ModelAttempt)
  /// The list of to-dos.
  case todos([ModelNotice])
  /// The present state of an agreement.
  case agreement(ModelAgreement)
  /// The time of the business clock.
  case clock(Timestamp)
  /// Done, with or without a change.
  case done(changed: Bool)
  /// The stored answer of an earlier request with the same key.
  case stored(Prediction)

  /// Makes a refusal with one code.
  static func refused(_ code: String) -> Prediction { .refused([code], naming: nil) }

  /// Whether the request was recorded, and so its key is used.
  var usesKey: Bool {
    switch self {
    case .refused: false
    case .done(let changed): changed
    case .counted, .declared, .previewed, .paying, .todos, .agreement, .clock, .stored: true
    }
  }
}
