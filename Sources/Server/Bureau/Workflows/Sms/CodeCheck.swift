internal import Protocol

/// Judges an SMS code that was entered: five tries, five minutes, one purpose, one use.
enum CodeCheck {
  /// How many wrong tries a code stands.
  static let triesMax: UInt32 = 5

  /// What came of it. Each has the change of the volatile state that must go with the answer.
  enum Verdict {
    /// It is right; the change uses it up. The person is the one whom it was sent to.
    case right(ResidentID, VolatileChange)
    /// It is wrong, and the try is counted.
    case wrong(Refusal, VolatileChange)
    /// It is wrong for the last time: the code is dead.
    case dead(Refusal, VolatileChange)
  }

  /// Throws where no such code is waited for.
  static func judge(
    _ entered: String, _ id: Id128?, for purpose: CodePurpose, _ volatile: VolatileState,
    _ context: Context
  ) throws(Refusal) -> Verdict {
    guard let id, let request = volatile.code(id), request.purpose == purpose,
      request.expires > context.now.real
    else { throw expired }
    let digits = SmsCode.digits(id, digests: context.digests)
    let matches = SecretBytes.areEqual(Array(entered.utf8), Array(digits.utf8))
    if matches, let resident = request.resident { return .right(resident, .codeEnded(id)) }
    var tried = request
    tried.tries += 1
    let left = triesMax - min(triesMax, tried.tries)
    guard left > 0 else {
      return .dead(Refusal(.codeWrong, "验证码错误次数过多，已失效", next: "请重新获取验证码", left: 0), .codeEnded(id))
    }
    return .wrong(
      Refusal(.codeWrong, "验证码错误，还可输入\(left)次", next: "请重新输入验证码", left: left), .code(tried))
  }

  /// No such code is waited for.
  static let expired = Refusal(.codeExpired, "验证码已失效，请重新获取", next: "请重新获取验证码")
}
