internal import Protocol

/// 扣款结果: a bank's reports on debits, answers to settle orders or unasked; it may repeat them at
/// will.
///
/// A final state never changes: a report that contradicts it, or that cannot be true, puts the
/// attempt on the officer's list. After such a contradiction a report that no money has moved has
/// no effect: only a receipt or an officer ends the attempt.
enum DebitReports {
  /// Decides `bank.debit.report`.
  ///
  /// - Throws: `.orderNotFound`, also for the order of another bank and for one not handed out yet;
  ///   `.orderDiffers` for another digest.
  static func decide(
    _ report: DebitReport, _ bank: BankNumber, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let (registration, attempt) = try find(report, bank, state, context)
    guard report.digest == attempt.digest else {
      throw Refusal(.orderDiffers, "扣款指令的要素摘要不一致")
    }
    let matter = Matter(registration: registration, attempt: attempt)
    let word = Word(report, of: attempt)
    switch attempt.status {
    case .requested: throw Refusal(.orderNotFound, "该扣款指令尚未发出")
    case .handedOut, .unknown: return live(word, matter, state, &context)
    case .officer: return waiting(word, matter, state, &context)
    case .succeeded, .posted: return paid(word, matter)
    case .failed, .cancelled: return unpaid(word, matter)
    }
  }

  /// The attempt of a report, with its employer.
  private struct Matter {
    let registration: RegistrationNumber
    let attempt: Attempt
  }

  /// The meaning of a report, checked against its order.
  private enum Word {
    case working
    case paid(receipt: String)
    case notPaid(code: String, reason: String)
    /// It contradicts itself, or the amount of the order.
    case impossible(String)

    init(_ report: DebitReport, of attempt: Attempt) {
      switch report.outcome {
      case .working: self = .working
      case .done:
        let isWhole = report.amount == PaymentView.total(attempt) && !report.receipt.isEmpty
        self =
          isWhole
          ? .paid(receipt: report.receipt)
          : .impossible("银行报告已扣款 \(report.amount) 元，与指令金额不符或无回单号")
      case .refused, .none:
        // Money with a refusal is a contradiction, not an outcome.
        guard report.amount == .zero else {
          self = .impossible("银行报告未扣款，却给出金额 \(report.amount) 元")
          return
        }
        self =
          report.outcome == .none
          ? .notPaid(code: "NONE", reason: "银行未收到扣款指令，并已永久拒绝")
          : .notPaid(code: report.code, reason: report.reason)
      }
    }
  }

  private static let done = Done(text: "")

  private static func find(
    _ report: DebitReport, _ bank: BankNumber, _ state: State, _ context: Context
  ) throws(Refusal) -> (RegistrationNumber, Attempt) {
    guard let number = PayOrders.number(report.reference),
      let (owner, attempt) = state.attempt(number, context.found), attempt.bank == bank
    else { throw Refusal(.orderNotFound, "没有这条扣款指令") }
    return (owner, attempt)
  }

  private static func live(
    _ word: Word, _ matter: Matter, _ state: State, _ context: inout Context
  ) -> Decision {
    switch word {
    case .working: return .reply(done)
    case .paid(let receipt): return succeed(receipt, matter, state, &context)
    case .notPaid(let code, let reason): return fail(code, reason, matter, state, &context)
    case .impossible(let what):
      let referred = AttemptReferred(
        registration: matter.registration, number: matter.attempt.number, reason: what)
      let first = dispute(what, matter)
      return Decision(.reply(done), events: first.events + [.employer(.attemptReferred(referred))])
    }
  }

  /// Decides on an attempt that waits for an officer: a receipt ends it; so does a refusal, unless
  /// the bank has contradicted itself.
  private static func waiting(
    _ word: Word, _ matter: Matter, _ state: State, _ context: inout Context
  ) -> Decision {
    switch word {
    case .working: return .reply(done)
    case .paid(let receipt): return succeed(receipt, matter, state, &context)
    case .notPaid(let code, let reason):
      guard matter.attempt.dispute.isEmpty else { return .reply(done) }
      return fail(code, reason, matter, state, &context)
    case .impossible(let what): return dispute(what, matter)
    }
  }

  private static func paid(_ word: Word, _ matter: Matter) -> Decision {
    switch word {
    case .working: .reply(done)
    case .paid(let receipt) where receipt == matter.attempt.receipt: .reply(done)
    case .paid(let receipt): dispute("银行又以回单号 \(receipt) 报告扣款成功，与已记回单号不同", matter)
    case .notPaid: dispute("银行又报告未扣款，而已记为扣款成功", matter)
    case .impossible(let what): dispute(what, matter)
    }
  }

  private static func unpaid(_ word: Word, _ matter: Matter) -> Decision {
    switch word {
    case .working, .notPaid: .reply(done)
    case .paid(let receipt): dispute("银行以回单号 \(receipt) 报告扣款成功，而已记为未扣款", matter)
    case .impossible(let what): dispute(what, matter)
    }
  }

  private static func succeed(
    _ receipt: String, _ matter: Matter, _ state: State, _ context: inout Context
  ) -> Decision {
    let event = AttemptSucceeded(
      registration: matter.registration, number: matter.attempt.number, receipt: receipt,
      at: context.now.business)
    let message = Notifying.outcome(matter.attempt, succeeded: true, state, &context)
    return Decision(
      .reply(done), events: [.employer(.attemptSucceeded(event))] + message.events,
      orders: message.orders)
  }

  private static func fail(
    _ code: String, _ reason: String, _ matter: Matter, _ state: State, _ context: inout Context
  ) -> Decision {
    let event = AttemptFailed(
      registration: matter.registration, number: matter.attempt.number, code: code, reason: reason,
      at: context.now.business)
    let message = Notifying.outcome(matter.attempt, succeeded: false, state, &context)
    return Decision(
      .reply(done), events: [.employer(.attemptFailed(event))] + message.events,
      orders: message.orders)
  }

  /// Puts the attempt on the officer's list, with the first of several contradictions.
  private static func dispute(_ what: String, _ matter: Matter) -> Decision {
    guard matter.attempt.dispute.isEmpty else { return .reply(done) }
    let event = AttemptDisputed(
      registration: matter.registration, number: matter.attempt.number, what: what)
    return Decision(.reply(done), events: [.employer(.attemptDisputed(event))])
  }
}
