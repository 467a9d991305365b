public import Protocol

/// The journal's form of a list of events: each is its number (u16, little-endian), the length of
/// its message (u32, little-endian) and the message.
public enum EventCoding {
  /// The bytes of a list of events.
  public static func encode(_ events: [Event]) -> [UInt8] {
    var bytes: [UInt8] = []
    for event in events { append(event, to: &bytes) }
    return bytes
  }

  /// The events of a journal row.
  ///
  /// Throws `Malformed` where the bytes were not written by `encode`.
  public static func decode(_ bytes: [UInt8]) throws(Malformed) -> [Event] {
    var events: [Event] = []
    var at = 0
    while at < bytes.count {
      guard at + 6 <= bytes.count else { throw truncated(at) }
      let number = UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8
      var length = 0
      for place in 0..<4 { length |= Int(bytes[at + 2 + place]) << (8 * place) }
      guard length <= bytes.count - at - 6 else { throw truncated(at) }
      events.append(try event(number, Array(bytes[at + 6..<at + 6 + length]), at))
      at += 6 + length
    }
    return events
  }

  private static func append(_ event: Event, to bytes: inout [UInt8]) {
    let message = body(event)
    let number = event.number
    bytes.append(UInt8(truncatingIfNeeded: number))
    bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    for place in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: message.count >> (8 * place))) }
    bytes += message
  }

  private static func body(_ event: Event) -> [UInt8] {
    switch event {
    case .personFiled(let m): Protocol.encode(m)
    case .passwordSet(let m): Protocol.encode(m)
    case .loginFailed(let m): Protocol.encode(m)
    case .loginPassed(let m): Protocol.encode(m)
    case .loginUncounted(let m): Protocol.encode(m)
    case .loginUnlocked(let m): Protocol.encode(m)
    case .consentAccepted(let m): Protocol.encode(m)
    case .identityConfirmed(let m): Protocol.encode(m)
    case .codeOrdered(let m): Protocol.encode(m)
    case .sessionBegun(let m): Protocol.encode(m)
    case .sessionFinished(let m): Protocol.encode(m)
    case .sessionProved(let m): Protocol.encode(m)
    case .messageOrdered(let m): Protocol.encode(m)
    case .messageTaken(let m): Protocol.encode(m)
    case .messagesExpired(let m): Protocol.encode(m)
    case .employerFiled(let m): Protocol.encode(m)
    case .noticeFiled(let m): Protocol.encode(m)
    case .noticeWithdrawn(let m): Protocol.encode(m)
    case .declared(let m): Protocol.encode(m)
    case .declarationVoided(let m): Protocol.encode(m)
    case .attemptRequested(let m): Protocol.encode(m)
    case .attemptHandedOut(let m): Protocol.encode(m)
    case .attemptSucceeded(let m): Protocol.encode(m)
    case .attemptFailed(let m): Protocol.encode(m)
    case .attemptUnknown(let m): Protocol.encode(m)
    case .attemptCancelled(let m): Protocol.encode(m)
    case .attemptReferred(let m): Protocol.encode(m)
    case .attemptDisputed(let m): Protocol.encode(m)
    case .attemptResolved(let m): Protocol.encode(m)
    case .paymentPasswordFailed(let m): Protocol.encode(m)
    case .paymentPasswordPassed(let m): Protocol.encode(m)
    case .paymentPasswordChanged(let m): Protocol.encode(m)
    case .paymentPasswordUseSet(let m): Protocol.encode(m)
    case .agreementAdded(let m): Protocol.encode(m)
    case .agreementMoved(let m): Protocol.encode(m)
    case .autoPaymentSet(let m): Protocol.encode(m)
    case .importBegun(let m): Protocol.encode(m)
    case .importPartTaken(let m): Protocol.encode(m)
    case .importCommitted(let m): Protocol.encode(m)
    case .importSliceApplied(let m): Protocol.encode(m)
    case .clockAdvanced(let m): Protocol.encode(m)
    case .clockConfirmed(let m): Protocol.encode(m)
    case .recoveryBegun(let m): Protocol.encode(m)
    case .recoveryEnded(let m): Protocol.encode(m)
    }
  }

  private static func event(
    _ number: UInt16, _ body: [UInt8], _ at: Int
  ) throws(Malformed) -> Event {
    switch number {
    case 1: .personFiled(try Protocol.decode(PersonFiled.self, from: body))
    case 2: .passwordSet(try Protocol.decode(PasswordSet.self, from: body))
    case 3: .loginFailed(try Protocol.decode(LoginFailed.self, from: body))
    case 4: .loginPassed(try Protocol.decode(LoginPassed.self, from: body))
    case 5: .loginUnlocked(try Protocol.decode(LoginUnlocked.self, from: body))
    case 6: .consentAccepted(try Protocol.decode(ConsentAccepted.self, from: body))
    case 7: .identityConfirmed(try Protocol.decode(IdentityConfirmed.self, from: body))
    case 8: .codeOrdered(try Protocol.decode(CodeOrdered.self, from: body))
    case 9: .loginUncounted(try Protocol.decode(LoginUncounted.self, from: body))
    case 16: .sessionBegun(try Protocol.decode(SessionBegun.self, from: body))
    case 17: .sessionFinished(try Protocol.decode(SessionFinished.self, from: body))
    case 18: .sessionProved(try Protocol.decode(SessionProved.self, from: body))
    case 20: .messageOrdered(try Protocol.decode(MessageOrdered.self, from: body))
    case 21: .messageTaken(try Protocol.decode(MessageTaken.self, from: body))
    case 22: .messagesExpired(try Protocol.decode(MessagesExpired.self, from: body))
    case 32: .employerFiled(try Protocol.decode(EmployerFiled.self, from: body))
    case 33: .noticeFiled(try Protocol.decode(NoticeFiled.self, from: body))
    case 34: .noticeWithdrawn(try Protocol.decode(NoticeWithdrawn.self, from: body))
    case 35: .declared(try Protocol.decode(Declared.self, from: body))
    case 36: .declarationVoided(try Protocol.decode(DeclarationVoided.self, from: body))
    case 48: .attemptRequested(try Protocol.decode(AttemptRequested.self, from: body))
    case 49: .attemptHandedOut(try Protocol.decode(AttemptHandedOut.self, from: body))
    case 50: .attemptSucceeded(try Protocol.decode(AttemptSucceeded.self, from: body))
    case 51: .attemptFailed(try Protocol.decode(AttemptFailed.self, from: body))
    case 52: .attemptUnknown(try Protocol.decode(AttemptUnknown.self, from: body))
    case 53: .attemptCancelled(try Protocol.decode(AttemptCancelled.self, from: body))
    case 54: .attemptReferred(try Protocol.decode(AttemptReferred.self, from: body))
    case 55: .attemptDisputed(try Protocol.decode(AttemptDisputed.self, from: body))
    case 56: .attemptResolved(try Protocol.decode(AttemptResolved.self, from: body))
    case 64: .paymentPasswordFailed(try Protocol.decode(PaymentPasswordFailed.self, from: body))
    case 65: .paymentPasswordPassed(try Protocol.decode(PaymentPasswordPassed.self, from: body))
    case 66: .paymentPasswordChanged(try Protocol.decode(PaymentPasswordChanged.self, from: body))
    case 67: .paymentPasswordUseSet(try Protocol.decode(PaymentPasswordUseSet.self, from: body))
    case 80: .agreementAdded(try Protocol.decode(AgreementAdded.self, from: body))
    case 81: .agreementMoved(try Protocol.decode(AgreementMoved.self, from: body))
    case 82: .autoPaymentSet(try Protocol.decode(AutoPaymentSet.self, from: body))
    case 96: .importBegun(try Protocol.decode(ImportBegun.self, from: body))
    case 97: .importPartTaken(try Protocol.decode(ImportPartTaken.self, from: body))
    case 98: .importCommitted(try Protocol.decode(ImportCommitted.self, from: body))
    case 99: .importSliceApplied(try Protocol.decode(ImportSliceApplied.self, from: body))
    case 112: .clockAdvanced(try Protocol.decode(ClockAdvanced.self, from: body))
    case 113: .clockConfirmed(try Protocol.decode(ClockConfirmed.self, from: body))
    case 116: .recoveryBegun(try Protocol.decode(RecoveryBegun.self, from: body))
    case 117: .recoveryEnded(try Protocol.decode(RecoveryEnded.self, from: body))
    default: throw truncated(at)
    }
  }

  private static func truncated(_ at: Int) -> Malformed {
    Malformed(.truncated, offset: at, path: [])
  }
}
