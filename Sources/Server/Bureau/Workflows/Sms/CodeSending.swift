internal import Protocol

/// Sends an SMS code: a durable order without the digits, and a request that takes them.
enum CodeSending {
  /// How long a code may be entered, in milliseconds.
  static let lifeMilliseconds: Int64 = 300_000

  /// A code on its way.
  struct Sent {
    /// What takes the digits.
    let request: CodeRequest
    let order: SmsOrder
    /// The order, for the journal.
    let event: Event
    /// The answer.
    let reply: SmsCodeSent
  }

  /// Sends a code to the person's phone on file. `doing` names the business in the message, at most
  /// 15 characters.
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

  /// A request for a code that was never sent and is never right: its owner is nobody.
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
      resendAfter: CodeQuota.next(after: sent, pause: context.realm.codePause))
  }
}
