import Protocol

/// What the model says that a request is answered with. Codes are those on the wire.
indirect enum Prediction {
  /// Refused without a trace; where the rules leave the order of checks open, with any of the
  /// codes.
  case refused([String], naming: String?)
  /// Refused, and counted: so many tries are left.
  case counted(String, left: UInt32)
  /// Declared, or its declaration voided: the to-do's new state and the amount.
  case declared(TodoStatus?, Int64)
  /// A preview, and whether an agreement may pay it.
  case previewed(Terms, byAgreement: Bool)
  /// A payment's state now.
  case paying(ModelAttempt)
  /// The to-dos.
  case todos([ModelNotice])
  /// An agreement's state now.
  case agreement(ModelAgreement)
  /// The business clock.
  case clock(Timestamp)
  /// Done, and whether anything has changed by it.
  case done(changed: Bool)
  /// The stored answer of an earlier request with the same key.
  case stored(Prediction)

  /// Refused with one code.
  static func refused(_ code: String) -> Prediction { .refused([code], naming: nil) }

  /// Whether the request left a trace, so that its key is used.
  var usesKey: Bool {
    switch self {
    case .refused: false
    case .done(let changed): changed
    case .counted, .declared, .previewed, .paying, .todos, .agreement, .clock, .stored: true
    }
  }
}
