internal import Protocol

/// 短信验证码: sends SMS codes. The order is durable and has no digits; a code request judges the digits
/// that are entered.
enum CodeSending {
  /// The time in which a code can be entered, in milliseconds.
  static let lifeMilliseconds: Int64 = 300_000

  /// A code that is sent.
  struct Sent {
    /// The request by which the entered digits are judged.
    let request: CodeRequest
    let order: SmsOrder
    let event: Event
    let reply: SmsCodeSent
  }

  /// Sends a code to the person's mobile number on file.
  ///
  /// - Parameter doing: the business as the message names it, at most 15 characters.
  /// - Throws: `.codeTooSoon`; `.exhausted`.
  static func send(
    to person: Person, for purpose: CodePurpose, doing: String, _ state: State,
    _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Sent {
    let now = context.now.real
    try CodeQuota.check(person.codesSent, context)
    let request = try request(for: purpose, person.resident, state, volatile, &context)
    let order = SmsOrder(
      order: request.id, mobile: person.mobile,
      purpose: "【电子税务局】您正在\(doing)，验证码\(SmsCode.place)，5分钟内有效，请勿告知他人。",
      ends: request.expires)
    let event = CodeOrdered(resident: person.resident, order: order, at: now)
    return Sent(
      request: request, order: order, event: .person(.codeOrdered(event)),
      reply: reply(request, person.mobile, sent: person.codesSent + [now], context))
  }

  /// Makes a code request for a person whom the realm does not know: no code is sent, and none is
  /// right.
  ///
  /// - Parameter sent: the times at which codes were asked for in this way.
  /// - Throws: `.codeTooSoon`; `.exhausted`.
  static func pretend(
    to mobile: MobileNumber, for purpose: CodePurpose, sent: [Timestamp], _ state: State,
    _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> (request: CodeRequest, reply: SmsCodeSent) {
    let now = context.now.real
    try CodeQuota.check(sent, context)
    let request = try request(for: purpose, nil, state, volatile, &context)
    return (request, reply(request, mobile, sent: sent + [now], context))
  }

  private static func request(
    for purpose: CodePurpose, _ resident: ResidentID?, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> CodeRequest {
    guard volatile.codes.count < VolatileState.countMax, state.messages.count < State.messagesMax
    else {
      throw LoginRules.busy
    }
    return CodeRequest(
      id: context.entropy.name(), purpose: purpose, resident: resident,
      expires: context.now.real.adding(milliseconds: lifeMilliseconds))
  }

  private static func reply(
    _ request: CodeRequest, _ mobile: MobileNumber, sent: [Timestamp], _ context: Context
  ) -> SmsCodeSent {
    SmsCodeSent(
      request: request.id, phone: mobile.masked, expires: request.expires,
      resendAfter: CodeQuota.next(after: sent, pause: context.realm.codePauseMilliseconds))
  }
}
