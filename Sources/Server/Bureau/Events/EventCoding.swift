public import Protocol

/// The journal's form of a list of events: each is its number (u16, little-endian), the length of
/// its message (u32, little-endian) and the message.
public enum EventCoding {
  /// The bytes of a list of events.
  public static func encode(_ events: [Event]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(256)
    for event in events { append(event, to: &bytes) }
    return bytes
  }

  /// The events of a journal row.
  ///
  /// Throws `Malformed` where the bytes were not written by `encode`.
  public static func decode(_ bytes: [UInt8]) throws(Malformed) -> [Event] {
    let row = bytes.span
    var events: [Event] = []
    var at = 0
    while at < row.count {
      guard at + 6 <= row.count else { throw truncated(at) }
      let number = UInt16(row[at]) | UInt16(row[at + 1]) << 8
      var length = 0
      for place in 0..<4 { length |= Int(row[at + 2 + place]) << (8 * place) }
      guard length <= row.count - at - 6 else { throw truncated(at) }
      events.append(try event(number, row.extracting(at + 6..<at + 6 + length), at))
      at += 6 + length
    }
    return events
  }

  private static func append(_ event: Event, to bytes: inout [UInt8]) {
    let number = event.number
    bytes.append(UInt8(truncatingIfNeeded: number))
    bytes.append(UInt8(truncatingIfNeeded: number >> 8))
    for _ in 0..<4 { bytes.append(0) }
    let start = bytes.count
    append(messageOf: event, to: &bytes)
    let length = bytes.count - start
    for place in 0..<4 {
      bytes[start - 4 + place] = UInt8(truncatingIfNeeded: length >> (8 * place))
    }
  }

  private static func append(messageOf event: Event, to bytes: inout [UInt8]) {
    switch event {
    case .personFiled(let m): Protocol.encode(m, into: &bytes)
    case .passwordSet(let m): Protocol.encode(m, into: &bytes)
    case .loginFailed(let m): Protocol.encode(m, into: &bytes)
    case .loginPassed(let m): Protocol.encode(m, into: &bytes)
    case .loginUncounted(let m): Protocol.encode(m, into: &bytes)
    case .loginUnlocked(let m): Protocol.encode(m, into: &bytes)
    case .consentAccepted(let m): Protocol.encode(m, into: &bytes)
    case .identityConfirmed(let m): Protocol.encode(m, into: &bytes)
    case .codeOrdered(let m): Protocol.encode(m, into: &bytes)
    case .sessionBegun(let m): Protocol.encode(m, into: &bytes)
    case .sessionFinished(let m): Protocol.encode(m, into: &bytes)
    case .sessionProved(let m): Protocol.encode(m, into: &bytes)
    case .messageOrdered(let m): Protocol.encode(m, into: &bytes)
    case .messageTaken(let m): Protocol.encode(m, into: &bytes)
    case .messagesExpired(let m): Protocol.encode(m, into: &bytes)
    case .employerFiled(let m): Protocol.encode(m, into: &bytes)
    case .noticeFiled(let m): Protocol.encode(m, into: &bytes)
    case .noticeWithdrawn(let m): Protocol.encode(m, into: &bytes)
    case .declared(let m): Protocol.encode(m, into: &bytes)
    case .declarationVoided(let m): Protocol.encode(m, into: &bytes)
    case .attemptRequested(let m): Protocol.encode(m, into: &bytes)
    case .attemptHandedOut(let m): Protocol.encode(m, into: &bytes)
    case .attemptSucceeded(let m): Protocol.encode(m, into: &bytes)
    case .attemptFailed(let m): Protocol.encode(m, into: &bytes)
    case .attemptUnknown(let m): Protocol.encode(m, into: &bytes)
    case .attemptCancelled(let m): Protocol.encode(m, into: &bytes)
    case .attemptReferred(let m): Protocol.encode(m, into: &bytes)
    case .attemptDisputed(let m): Protocol.encode(m, into: &bytes)
    case .attemptResolved(let m): Protocol.encode(m, into: &bytes)
    case .paymentPasswordFailed(let m): Protocol.encode(m, into: &bytes)
    case .paymentPasswordPassed(let m): Protocol.encode(m, into: &bytes)
    case .paymentPasswordChanged(let m): Protocol.encode(m, into: &bytes)
    case .paymentPasswordUseSet(let m): Protocol.encode(m, into: &bytes)
    case .agreementAdded(let m): Protocol.encode(m, into: &bytes)
    case .agreementMoved(let m): Protocol.encode(m, into: &bytes)
    case .autoPaymentSet(let m): Protocol.encode(m, into: &bytes)
    case .importBegun(let m): Protocol.encode(m, into: &bytes)
    case .importPartTaken(let m): Protocol.encode(m, into: &bytes)
    case .importCommitted(let m): Protocol.encode(m, into: &bytes)
    case .importSliceApplied(let m): Protocol.encode(m, into: &bytes)
    case .clockAdvanced(let m): Protocol.encode(m, into: &bytes)
    case .clockConfirmed(let m): Protocol.encode(m, into: &bytes)
    case .recoveryBegun(let m): Protocol.encode(m, into: &bytes)
    case .recoveryEnded(let m): Protocol.encode(m, into: &bytes)
    }
  }

  private static func event(
    _ number: UInt16, _ body: Span<UInt8>, _ at: Int
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
