internal import Protocol

/// 申报: declaring a notice, and voiding the declaration in the same month (申报作废, T3).
enum Declaring {
  /// The manual's answer to a declaration (T3).
  static let declaredText = "申报成功，请返回主页进行缴费"

  /// Decides `declare.save` and `declare.void`.
  ///
  /// - Throws: `.noticeNotFound`, `.noticeChanged`; to declare `.alreadyDeclared`,
  ///   `.amountDiffers`; to void `.notDeclared`, `.notVoidable`, `.linesHeld`.
  static func decide(
    _ request: DeclareRequest, _ clerk: SignedInClerk, _ context: Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .save(let save): try declare(save, clerk.employer, context)
    case .void(let void): try undo(void, clerk.employer, context)
    }
  }

  /// Declares a notice. The order of the checks: the notice, its version, its state, the confirmed
  /// amount.
  private static func declare(
    _ save: DeclareSave, _ employer: Employer, _ context: Context
  ) throws(Refusal) -> Decision {
    let notice = try employer.notice(save.notice, version: save.version)
    guard notice.lines.contains(where: { $0.status == .undeclared }) else {
      throw notUndeclared(notice)
    }
    guard save.amount == notice.amount else {
      throw Refusal(
        .amountDiffers, "确认的金额与应申报金额 \(notice.amount) 元不一致",
        next: "shebao todo show \(notice.number)")
    }
    let event = Declared(
      registration: employer.registration.number, notice: notice.number, on: context.now.day)
    let due = notice.lines.contains { $0.status == .undeclared && $0.amount != .zero }
    return Decision(
      .reply(
        DeclareResult(
          notice: notice.number, status: due ? .unpaid : nil, amount: notice.amount,
          text: due ? declaredText : "申报成功，无需缴款")),
      events: [.employer(.declared(event))])
  }

  private static func notUndeclared(_ notice: Notice) -> Refusal {
    notice.declaredOn == nil
      ? Refusal(.noticeNotFound, "告知单 \(notice.number) 已由经办机构撤回", next: "shebao todo list")
      : Refusal(
        .alreadyDeclared, "告知单 \(notice.number) 已申报",
        next: "shebao pay preview \(notice.number)")
  }

  /// Voids a declaration of this month. The order of the checks: the notice, its version, declared,
  /// the month, the lines.
  private static func undo(
    _ void: DeclareVoid, _ employer: Employer, _ context: Context
  ) throws(Refusal) -> Decision {
    let notice = try employer.notice(void.notice, version: void.version)
    guard let declaredOn = notice.declaredOn else {
      throw Refusal(.notDeclared, "告知单 \(notice.number) 尚未申报，无需作废")
    }
    guard declaredOn.period == context.now.day.period else {
      throw Refusal(.notVoidable, "只能作废本月的申报；该告知单申报于 \(declaredOn)")
    }
    try checkFree(notice)
    let event = DeclarationVoided(
      registration: employer.registration.number, notice: notice.number)
    return Decision(
      .reply(
        DeclareResult(
          notice: notice.number, status: .undeclared, amount: notice.amount, text: "申报已作废")),
      events: [.employer(.declarationVoided(event))])
  }

  /// Checks that no line of the notice is held, paid, withdrawn or replaced.
  private static func checkFree(_ notice: Notice) throws(Refusal) {
    for line in notice.lines {
      switch line.status {
      case .held:
        throw Refusal(
          .linesHeld, Words.held, next: "shebao pay list --notice \(notice.number)")
      case .paid, .posted: throw Refusal(.notVoidable, "该告知单已有缴款，不能作废申报")
      case .withdrawn, .replaced: throw Refusal(.notVoidable, "该告知单已由经办机构撤回或更正")
      case .undeclared, .declared, .nothingDue: break
      }
    }
  }
}

extension DeclareRequest {
  /// The notice that the request names.
  var notice: NoticeNumber {
    switch self {
    case .save(let save): save.notice
    case .void(let void): void.notice
    }
  }
}
