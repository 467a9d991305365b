package import Protocol

/// An answer that says no: a stable code, the reason, and the next step, in Chinese.
///
/// A thrown refusal records nothing and uses no key. One inside a `Decision` is recorded with its
/// events, such as a wrong password that counts.
package struct Refusal: Error, Sendable, Equatable {
  /// The stable code.
  package var code: RefusalCode
  /// The reason, in Chinese.
  package var text: String
  /// The next step, in Chinese, or empty.
  package var next: String
  /// Tries left, if tries are counted.
  package var left: UInt32?
  /// The end of the lock, real time, if it is a lock.
  package var until: Timestamp?

  package init(
    _ code: RefusalCode, _ text: String, next: String = "", left: UInt32? = nil,
    until: Timestamp? = nil
  ) {
    self.code = code
    self.text = text
    self.next = next
    self.left = left
    self.until = until
  }
}

/// The stable codes of refusals. A released code keeps its meaning for ever.
package enum RefusalCode: String, Sendable, CaseIterable {
  // The caller and its rights.
  case wrongRole = "WRONG_ROLE"
  case notSignedIn = "NOT_SIGNED_IN"
  case notPermitted = "NOT_PERMITTED"
  case stepUpNeeded = "STEP_UP_NEEDED"
  case personLocked = "PERSON_LOCKED"
  // Signing in.
  case sliderRefused = "SLIDER_REFUSED"
  case loginRefused = "LOGIN_REFUSED"
  case loginLocked = "LOGIN_LOCKED"
  case loginExpired = "LOGIN_EXPIRED"
  case loginStage = "LOGIN_STAGE"
  case codeWrong = "CODE_WRONG"
  case codeExpired = "CODE_EXPIRED"
  case codeTooSoon = "CODE_TOO_SOON"
  case scanExpired = "SCAN_EXPIRED"
  case scanUsed = "SCAN_USED"
  case scanRefused = "SCAN_REFUSED"
  case scanWrongApp = "SCAN_WRONG_APP"
  case scanOtherPerson = "SCAN_OTHER_PERSON"
  case scanOtherEmployer = "SCAN_OTHER_EMPLOYER"
  case scanWrongDigits = "SCAN_WRONG_DIGITS"
  case scanNeeded = "SCAN_NEEDED"
  case identityUnknown = "IDENTITY_UNKNOWN"
  case consentRefused = "CONSENT_REFUSED"
  case consentStale = "CONSENT_STALE"
  case passwordWeak = "PASSWORD_WEAK"
  case sessionNotFound = "SESSION_NOT_FOUND"
  // Owing and declaring.
  case noticeNotFound = "NOTICE_NOT_FOUND"
  case noticeChanged = "NOTICE_CHANGED"
  case amountDiffers = "AMOUNT_DIFFERS"
  case alreadyDeclared = "ALREADY_DECLARED"
  case notDeclared = "NOT_DECLARED"
  case notVoidable = "NOT_VOIDABLE"
  // Paying.
  case linesHeld = "LINES_HELD"
  case alreadyPaid = "ALREADY_PAID"
  case nothingDue = "NOTHING_DUE"
  case outOfSequence = "OUT_OF_SEQUENCE"
  case specialByAgreement = "SPECIAL_BY_AGREEMENT"
  case deferralUnconfirmed = "DEFERRAL_UNCONFIRMED"
  case lineNotDeferrable = "LINE_NOT_DEFERRABLE"
  case previewStale = "PREVIEW_STALE"
  case paymentNotFound = "PAYMENT_NOT_FOUND"
  case bankNotConnected = "BANK_NOT_CONNECTED"
  case numbersExhausted = "NUMBERS_EXHAUSTED"
  // Agreements and the payment password.
  case agreementNone = "AGREEMENT_NONE"
  case agreementChoice = "AGREEMENT_CHOICE"
  case agreementNotFound = "AGREEMENT_NOT_FOUND"
  case agreementNotUsable = "AGREEMENT_NOT_USABLE"
  case agreementExists = "AGREEMENT_EXISTS"
  case agreementInUse = "AGREEMENT_IN_USE"
  case agreementInvalid = "AGREEMENT_INVALID"
  case paymentPasswordNotSet = "PAYMENT_PASSWORD_NOT_SET"
  case paymentPasswordNeeded = "PAYMENT_PASSWORD_NEEDED"
  case paymentPasswordWrong = "PAYMENT_PASSWORD_WRONG"
  case paymentPasswordWeak = "PAYMENT_PASSWORD_WEAK"
  case paymentPasswordDiffers = "PAYMENT_PASSWORD_DIFFERS"
  case confirmationNeeded = "CONFIRMATION_NEEDED"
  // Partners and officers.
  case orderNotFound = "ORDER_NOT_FOUND"
  case orderDiffers = "ORDER_DIFFERS"
  case importNotFound = "IMPORT_NOT_FOUND"
  case importPhase = "IMPORT_PHASE"
  case importGap = "IMPORT_GAP"
  case importIncomplete = "IMPORT_INCOMPLETE"
  case importRefused = "IMPORT_REFUSED"
  case personNotFound = "PERSON_NOT_FOUND"
  case notForOfficer = "NOT_FOR_OFFICER"
  case resolutionInvalid = "RESOLUTION_INVALID"
  case notSandbox = "NOT_SANDBOX"
  case clockNotStepped = "CLOCK_NOT_STEPPED"
  case clockMoved = "CLOCK_MOVED"
  // Any call.
  case keyMissing = "KEY_MISSING"
  case keyReused = "KEY_REUSED"
  case keyFromFuture = "KEY_FROM_FUTURE"
  case keyMalformed = "KEY_MALFORMED"
  case keyInRecoveryGap = "KEY_IN_RECOVERY_GAP"
  case exhausted = "EXHAUSTED"
  case booksBehind = "BOOKS_BEHIND"
  case readOnly = "READ_ONLY"
  case deadline = "DEADLINE"
  case limit = "LIMIT"
}
