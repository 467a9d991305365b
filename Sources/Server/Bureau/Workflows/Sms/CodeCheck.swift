internal import Protocol

/// 短信验证码: judges an entered SMS code: five tries, five minutes, one purpose, one use.
enum CodeCheck {
  /// The number of wrong tries that ends a code.
  static let triesMax: UInt32 = 5

  /// The result, with the change of the volatile state that the decision must carry.
  enum Verdict {
    /// Right, which uses the code up; with the person to whom it was sent.
    case right(ResidentID, VolatileChange)
    /// Wrong, and the try is counted.
    case wrong(Refusal, VolatileChange)
    /// Wrong for the last time: the code ends.
    case dead(Refusal, VolatileChange)
  }

  /// Judges an entered code.
  ///
  /// - Throws: `.codeExpired` where no such code was asked for, or it has ended or has another
  ///   purpose.
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

  /// The code has ended, or never existed.
  static let expired = Refusal(.codeExpired, "验证码已失效，请重新获取", next: "请重新获取验证码")
}
