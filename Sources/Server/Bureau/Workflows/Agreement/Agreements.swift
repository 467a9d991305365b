internal import Protocol

/// 委托扣款协议: adding and deleting agreements, and their auto-payment (A1–A4, A7).
enum Agreements {
  /// The most agreements of an employer, ended ones included.
  static let countMax = 64
  /// The most agreements that are active, in verification or being ended: as many as a preview can
  /// show.
  static let liveMax = 32

  /// Decides the `agreement.` requests.
  ///
  /// - Throws: `.agreementNotFound`; to add `.agreementInvalid`, `.agreementExists`, `.limit` or
  ///   `.bankNotConnected`; to delete `.agreementNotUsable`, `.agreementInUse` or
  ///   `.bankNotConnected`; to set auto-payment `.agreementNotUsable`.
  static func decide(
    _ request: AgreementRequest, _ clerk: SignedInClerk, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    switch request {
    case .list: .reply(list(clerk.employer))
    case .show(let which): try show(which, clerk.employer, context)
    case .add(let add): try self.add(add, clerk, volatile, &context)
    case .delete(let which): try delete(which, clerk, state, volatile, &context)
    case .autopay(let auto): try automatic(auto, clerk, state, &context)
    case .notice: .reply(AgreementView.notice)
    }
  }

  private static func list(_ employer: Employer) -> AgreementList {
    let sorted = employer.agreements.values.sorted { $0.number.text < $1.number.text }
    return AgreementList(agreements: sorted.map(AgreementView.agreement))
  }

  private static func find(
    _ number: AgreementNumber, _ employer: Employer
  ) throws(Refusal) -> AgreementState {
    guard let agreement = employer.agreements[number] else {
      throw Refusal(.agreementNotFound, "没有这份协议：\(number)", next: "shebao agreement list")
    }
    return agreement
  }

  private static func show(
    _ which: AgreementReference, _ employer: Employer, _ context: Context
  ) throws(Refusal) -> Decision {
    let agreement = try find(which.number, employer)
    switch agreement.status {
    case .verifying, .ending:
      if which.wait, !context.waited {
        return Decision(.wait(.agreement(employer.registration.number, agreement.number)))
      }
    case .active, .refused, .ended: break
    }
    return .reply(AgreementView.agreement(agreement))
  }

  private static func add(
    _ add: AgreementAdd, _ clerk: SignedInClerk, _ volatile: VolatileState, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let employer = clerk.employer
    try check(add, employer)
    guard volatile.feeds.isOpen(.orders(add.clearingBank)) else {
      throw notConnected(add.clearingBank)
    }
    var agreement = AgreementState(
      entered: add, status: .verifying, automatic: false, added: context.now.day,
      order: context.entropy.name(), digest: .zero, reason: "", person: clerk.person.resident)
    agreement.digest = AgreementOrders.digest(
      AgreementOrders.verification(agreement), agreement, employer, context.digests)
    let event = AgreementAdded(
      registration: employer.registration.number, agreement: agreement)
    return Decision(
      .reply(AgreementView.agreement(agreement)), events: [.employer(.agreementAdded(event))],
      orders: orders(agreement, employer))
  }

  private static func orders(_ agreement: AgreementState, _ employer: Employer) -> [Order] {
    AgreementOrders.order(agreement, of: employer).map {
      [.bank(agreement.entered.clearingBank, $0)]
    }
      ?? []
  }

  private static func notConnected(_ bank: BankNumber) -> Refusal {
    Refusal(.bankNotConnected, "银行 \(bank) 暂未联机", next: "请核对清算行行号，或稍后重试")
  }

  private static func check(_ add: AgreementAdd, _ employer: Employer) throws(Refusal) {
    guard !add.accountName.isEmpty else {
      throw Refusal(.agreementInvalid, "账户名称不能为空")
    }
    guard add.accountKind != .personal || PersonalCard(add.account.text) != nil else {
      throw Refusal(
        .agreementInvalid, "账号 \(add.account.masked) 不是个人银行卡号（16 至 19 位，校验位须相符）",
        next: "请核对账号与账户类型")
    }
    let offices = Set(employer.notices.values.map(\.office) + [employer.registration.office])
    guard offices.contains(add.office) else {
      throw Refusal(.agreementInvalid, "征收机关 \(add.office) 不是本单位费款的征收机关")
    }
    if let known = employer.agreements[add.number] {
      switch known.status {
      case .verifying, .active, .ending:
        throw Refusal(
          .agreementExists, "协议 \(add.number) 已存在（\(Words.agreement(known.status))）",
          next: "shebao agreement list")
      case .refused, .ended: break
      }
    } else if employer.agreements.count >= countMax {
      throw Refusal(.limit, "协议最多 \(countMax) 份")
    }
    let live = employer.agreements.values.lazy.filter { isLive($0.status) }
    guard live.count < liveMax else {
      throw Refusal(.limit, "有效的协议最多 \(liveMax) 份", next: "shebao agreement list")
    }
  }

  private static func isLive(_ status: AgreementStatus) -> Bool {
    switch status {
    case .verifying, .active, .ending: true
    case .refused, .ended: false
    }
  }

  /// Deletes an agreement (删除协议, A3): one that the bank has refused ends at once; one that the bank
  /// has, or may have by now, ends on its report.
  private static func delete(
    _ which: AgreementReference, _ clerk: SignedInClerk, _ state: State, _ volatile: VolatileState,
    _ context: inout Context
  ) throws(Refusal) -> Decision {
    let employer = clerk.employer
    var agreement = try find(which.number, employer)
    guard let next = AgreementTable.after(agreement.status, .askEnd) else {
      throw Refusal(
        .agreementNotUsable, "协议 \(which.number)（\(Words.agreement(agreement.status))）不能删除")
    }
    let busy = employer.attempts.values.contains {
      $0.agreement == which.number && AttemptTable.holds($0.status)
    }
    guard !busy else {
      throw Refusal(.agreementInUse, "协议 \(which.number) 有扣款正在处理，不能删除", next: "shebao pay list")
    }
    agreement.status = next
    agreement.reason = ""
    var message = Notifying.Notification.none
    if next == .ending {
      guard volatile.feeds.isOpen(.orders(agreement.entered.clearingBank)) else {
        throw notConnected(agreement.entered.clearingBank)
      }
      agreement.order = context.entropy.name()
      agreement.digest = AgreementOrders.digest(.end, agreement, employer, context.digests)
      agreement.person = clerk.person.resident
    } else {
      message = Notifying.agreement(
        which.number, .ending, isDone: true, to: clerk.person, state, &context)
    }
    return Decision(
      .reply(AgreementView.agreement(agreement)),
      events: [.employer(.agreementMoved(moved(agreement, employer)))] + message.events,
      orders: orders(agreement, employer) + message.orders)
  }

  private static func moved(_ agreement: AgreementState, _ employer: Employer) -> AgreementMoved {
    AgreementMoved(
      registration: employer.registration.number, number: agreement.number,
      status: agreement.status, order: agreement.order, digest: agreement.digest, reason: "",
      person: agreement.person)
  }

  /// Sets auto-payment (自动缴费, A4). Of the agreements with an office one has it: turning one on
  /// turns the other off.
  private static func automatic(
    _ auto: AutoPayment, _ clerk: SignedInClerk, _ state: State, _ context: inout Context
  ) throws(Refusal) -> Decision {
    let employer = clerk.employer
    var agreement = try find(auto.number, employer)
    guard agreement.status == .active else {
      throw Refusal(
        .agreementNotUsable, "协议 \(auto.number)（\(Words.agreement(agreement.status))）不能开通自动缴费")
    }
    let registration = employer.registration.number
    let others = employer.agreements.values.filter {
      auto.on && $0.automatic && $0.number != auto.number
        && $0.entered.office == agreement.entered.office
    }
    agreement.automatic = auto.on
    let off = others.map(\.number).sorted { $0.text < $1.text }
    let changes = off.map { ($0, false) } + [(auto.number, auto.on)]
    let set = changes.map {
      Event.employer(
        .autoPaymentSet(AutoPaymentSet(registration: registration, number: $0.0, on: $0.1)))
    }
    let message = Notifying.automatic(auto.number, auto.on, clerk, state, &context)
    return Decision(
      .reply(AgreementView.agreement(agreement)), events: set + message.events,
      orders: message.orders)
  }
}
