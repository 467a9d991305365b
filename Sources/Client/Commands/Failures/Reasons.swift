import Protocol
import Terminal

/// The client's view of a reason: exit code, English gloss, and the next step where the server
/// gives none.
struct ReasonEntry {
  let reason: String
  let exit: ExitCode
  let gloss: String
  let next: Phrase?

  init(_ reason: String, _ exit: ExitCode, _ gloss: String, next: String? = nil) {
    self.reason = reason
    self.exit = exit
    self.gloss = gloss
    self.next = next.map { Phrase(same: $0) }
  }
}

/// All reasons of the server, each with one exit code. A reason that is not in it exits with 1.
enum Reasons {
  static func entry(_ reason: String) -> ReasonEntry? { byReason[reason] }

  static let table: [ReasonEntry] = asking + signingIn + owing + paying + agreeing + officers + any

  private static let byReason = Dictionary(
    table.map { ($0.reason, $0) }, uniquingKeysWith: { first, _ in first })

  private static let login = "shebao login password"

  private static let asking = [
    ReasonEntry("WRONG_ROLE", .notPermitted, "not for this role"),
    ReasonEntry(
      "NOT_SIGNED_IN", .notLoggedIn, "not signed in, or the session is over", next: login),
    ReasonEntry("NOT_PERMITTED", .notPermitted, "this identity may not do that"),
    ReasonEntry(
      "STEP_UP_NEEDED", .loginIncomplete, "a scan must prove the person first",
      next: "shebao login stepup --app tax"),
    ReasonEntry("PERSON_LOCKED", .locked, "locked after wrong payment passwords; signed out"),
  ]

  private static let signingIn = [
    ReasonEntry("SLIDER_REFUSED", .temporary, "the slider was refused", next: login),
    ReasonEntry("LOGIN_REFUSED", .wrongSecret, "wrong code, user or password"),
    ReasonEntry("LOGIN_LOCKED", .locked, "this way of signing in is locked for a while"),
    ReasonEntry("LOGIN_EXPIRED", .notLoggedIn, "the login took too long", next: login),
    ReasonEntry("LOGIN_STAGE", .loginIncomplete, "the login waits for another step", next: login),
    ReasonEntry("CODE_WRONG", .wrongSecret, "wrong SMS code"),
    ReasonEntry("CODE_EXPIRED", .wrongSecret, "the SMS code has expired"),
    ReasonEntry("CODE_TOO_SOON", .temporary, "another code can't be sent yet"),
    ReasonEntry("SCAN_EXPIRED", .loginIncomplete, "the QR code has expired"),
    ReasonEntry("SCAN_REFUSED", .loginIncomplete, "the app's user refused"),
    ReasonEntry("SCAN_USED", .loginIncomplete, "the QR code was used"),
    ReasonEntry("SCAN_WRONG_APP", .loginIncomplete, "scanned by the other app"),
    ReasonEntry("SCAN_OTHER_PERSON", .loginIncomplete, "scanned by another person"),
    ReasonEntry("SCAN_OTHER_EMPLOYER", .loginIncomplete, "scanned inside another employer"),
    ReasonEntry("SCAN_WRONG_DIGITS", .loginIncomplete, "the app was given other digits"),
    ReasonEntry("SCAN_NEEDED", .loginIncomplete, "a scan is needed"),
    ReasonEntry("IDENTITY_UNKNOWN", .loginIncomplete, "no such identity"),
    ReasonEntry("CONSENT_REFUSED", .loginIncomplete, "the consents were refused"),
    ReasonEntry("CONSENT_STALE", .loginIncomplete, "a consent's text has changed", next: login),
    ReasonEntry("PASSWORD_WEAK", .badData, "the password is too weak"),
    ReasonEntry("SESSION_NOT_FOUND", .badData, "no such session", next: "shebao session list"),
  ]

  private static let owing = [
    ReasonEntry("NOTICE_NOT_FOUND", .badData, "no such notice", next: "shebao todo list"),
    ReasonEntry(
      "NOTICE_CHANGED", .confirmationMismatch, "the notice has changed", next: "shebao todo list"),
    ReasonEntry("AMOUNT_DIFFERS", .confirmationMismatch, "the amount differs"),
    ReasonEntry("ALREADY_DECLARED", .alreadyPaid, "already declared"),
    ReasonEntry("NOT_DECLARED", .failed, "not declared yet"),
    ReasonEntry("NOT_VOIDABLE", .failed, "the declaration can't be voided"),
  ]

  private static let paying = [
    ReasonEntry("LINES_HELD", .alreadyPaid, "a payment is under way, don't pay again"),
    ReasonEntry("ALREADY_PAID", .alreadyPaid, "already paid"),
    ReasonEntry("NOTHING_DUE", .alreadyPaid, "nothing is due"),
    ReasonEntry("OUT_OF_SEQUENCE", .outOfOrder, "an earlier notice must be paid first"),
    ReasonEntry("SPECIAL_BY_AGREEMENT", .methodNotAllowed, "not by agreement: a special notice"),
    ReasonEntry("DEFERRAL_UNCONFIRMED", .confirmationMismatch, "confirm the deferrable lines"),
    ReasonEntry("LINE_NOT_DEFERRABLE", .badData, "this line is not deferrable"),
    ReasonEntry("PREVIEW_STALE", .confirmationMismatch, "changed since the preview"),
    ReasonEntry("PAYMENT_NOT_FOUND", .badData, "no such payment", next: "shebao pay list"),
    ReasonEntry("BANK_NOT_CONNECTED", .temporary, "the bank is not connected, nothing was begun"),
    ReasonEntry("NUMBERS_EXHAUSTED", .fault, "the server has no ticket numbers left"),
  ]

  private static let agreeing = [
    ReasonEntry(
      "AGREEMENT_NONE", .methodNotAllowed, "no usable agreement", next: "shebao agreement add"),
    ReasonEntry("AGREEMENT_CHOICE", .inputMissing, "several agreements: choose one"),
    ReasonEntry(
      "AGREEMENT_NOT_FOUND", .badData, "no such agreement", next: "shebao agreement list"),
    ReasonEntry("AGREEMENT_NOT_USABLE", .methodNotAllowed, "this agreement can't be used"),
    ReasonEntry("AGREEMENT_EXISTS", .badData, "the agreement exists"),
    ReasonEntry("AGREEMENT_IN_USE", .failed, "a payment uses the agreement"),
    ReasonEntry("AGREEMENT_INVALID", .badData, "the agreement's details are wrong"),
    ReasonEntry(
      "PAYMENT_PASSWORD_NOT_SET", .methodNotAllowed, "no payment password is set",
      next: "shebao payment-password set"),
    ReasonEntry("PAYMENT_PASSWORD_NEEDED", .inputMissing, "the payment password is needed"),
    ReasonEntry("PAYMENT_PASSWORD_WRONG", .wrongSecret, "wrong payment password"),
    ReasonEntry("PAYMENT_PASSWORD_WEAK", .badData, "the payment password is too weak"),
    ReasonEntry("PAYMENT_PASSWORD_DIFFERS", .badData, "the two passwords differ"),
    ReasonEntry("CONFIRMATION_NEEDED", .confirmationMismatch, "a confirmation is needed"),
  ]

  private static let officers = [
    ReasonEntry("ORDER_NOT_FOUND", .badData, "no such order"),
    ReasonEntry("ORDER_DIFFERS", .badData, "the order has other terms"),
    ReasonEntry("IMPORT_NOT_FOUND", .badData, "no such import"),
    ReasonEntry("IMPORT_PHASE", .failed, "the import is not at that step"),
    ReasonEntry("IMPORT_GAP", .badData, "a part is missing"),
    ReasonEntry("IMPORT_INCOMPLETE", .badData, "lines or total differ from what was declared"),
    ReasonEntry("IMPORT_REFUSED", .badData, "the file was refused: it has wrong lines"),
    ReasonEntry("PERSON_NOT_FOUND", .badData, "no such person"),
    ReasonEntry("NOT_FOR_OFFICER", .failed, "the payment does not wait for an officer"),
    ReasonEntry("RESOLUTION_INVALID", .badData, "the finding is not whole, or not how it ended"),
    ReasonEntry("NOT_SANDBOX", .notPermitted, "only in a sandbox realm"),
    ReasonEntry("CLOCK_NOT_STEPPED", .failed, "the clock has not stepped"),
    ReasonEntry("CLOCK_MOVED", .confirmationMismatch, "the clock has moved since it was shown"),
  ]

  private static let any = [
    ReasonEntry(CallError.Reason.keyMissing, .fault, "a change came without its key"),
    ReasonEntry(
      CallError.Reason.keyReused, .confirmationMismatch, "the key was used for another request"),
    ReasonEntry("KEY_FROM_FUTURE", .temporary, "the key's time is ahead of the server's"),
    ReasonEntry("KEY_MALFORMED", .usage, "not a UUID of version 7"),
    ReasonEntry(
      "KEY_IN_RECOVERY_GAP", .outcomeUnknown,
      "of the time that a restored backup lost: ask the bank or the tax office, don't pay again"),
    ReasonEntry("EXHAUSTED", .temporary, "the server is busy, nothing was begun"),
    ReasonEntry("BOOKS_BEHIND", .temporary, "the books are behind, try again shortly"),
    ReasonEntry("READ_ONLY", .temporary, "the server takes no changes now"),
    ReasonEntry(CallError.Reason.deadline, .temporary, "no answer in the time allowed"),
    ReasonEntry("LIMIT", .badData, "a limit was met"),
    ReasonEntry(CallError.Reason.malformed, .protocolMismatch, "the request could not be read"),
    ReasonEntry(
      CallError.Reason.unknownField, .protocolMismatch, "a field that the server does not know"),
    ReasonEntry(
      CallError.Reason.unknownMethod, .protocolMismatch, "a method that the server does not know"),
    ReasonEntry(CallError.Reason.wrongShape, .protocolMismatch, "the method has another shape"),
    ReasonEntry(CallError.Reason.badAnswer, .protocolMismatch, "the answer could not be read"),
    ReasonEntry(CallError.Reason.tooManyCalls, .temporary, "too many calls at one time"),
    ReasonEntry(CallError.Reason.metaTooLarge, .fault, "the metadata is too large"),
    ReasonEntry(CallError.Reason.replyTooLarge, .fault, "the answer is too large"),
    ReasonEntry(CallError.Reason.itemTooLarge, .fault, "an item is too large"),
    ReasonEntry(CallError.Reason.cancelled, .failed, "cancelled"),
    ReasonEntry(CallError.Reason.connectionLost, .unreachable, "the connection was lost"),
    ReasonEntry(
      CallError.Reason.notAccepted, .temporary, "the server closed before it took the request"),
    ReasonEntry(CallError.Reason.draining, .temporary, "the server is about to stop"),
    ReasonEntry(CallError.Reason.streamIdle, .temporary, "nothing came for too long"),
  ]
}
