internal import Protocol

/// An event of an employer (缴费单位): of its registration, notices, payments, agreements or payment
/// password.
package enum EmployerEvent: Sendable, Equatable {
  /// An employer (用人单位) was imported, for the first time or again.
  case employerFiled(EmployerFiled)
  /// A notice (告知单) was imported, or one was replaced (更正).
  case noticeFiled(NoticeFiled)
  /// A notice was withdrawn (撤回).
  case noticeWithdrawn(NoticeWithdrawn)
  /// 申报.
  case declared(Declared)
  /// 申报作废.
  case declarationVoided(DeclarationVoided)
  /// A payment (缴费) was requested.
  case attemptRequested(AttemptRequested)
  /// 扣款处理中: handed out to the bank.
  case attemptHandedOut(AttemptHandedOut)
  /// 扣款成功.
  case attemptSucceeded(AttemptSucceeded)
  /// 扣款失败.
  case attemptFailed(AttemptFailed)
  /// 扣款状态不明.
  case attemptUnknown(AttemptUnknown)
  /// 银行未受理.
  case attemptCancelled(AttemptCancelled)
  /// 待税务机关核实.
  case attemptReferred(AttemptReferred)
  /// A bank's report contradicts what is known of an attempt.
  case attemptDisputed(AttemptDisputed)
  /// An officer resolved an attempt.
  case attemptResolved(AttemptResolved)
  /// A wrong payment password (支付密码).
  case paymentPasswordFailed(PaymentPasswordFailed)
  /// A right payment password (支付密码) after wrong ones.
  case paymentPasswordPassed(PaymentPasswordPassed)
  /// 设置支付密码.
  case paymentPasswordChanged(PaymentPasswordChanged)
  /// 设置支付密码是否启用.
  case paymentPasswordUseSet(PaymentPasswordUseSet)
  /// 新增委托扣款协议.
  case agreementAdded(AgreementAdded)
  /// An agreement (委托扣款协议) changed its state.
  case agreementMoved(AgreementMoved)
  /// Auto-payment (自动缴费) was turned on or off.
  case autoPaymentSet(AutoPaymentSet)
}

extension EmployerEvent: EventFamily {
  enum Number: UInt16, CaseIterable {
    case employerFiled = 32
    case noticeFiled = 33
    case noticeWithdrawn = 34
    case declared = 35
    case declarationVoided = 36
    case attemptRequested = 48
    case attemptHandedOut = 49
    case attemptSucceeded = 50
    case attemptFailed = 51
    case attemptUnknown = 52
    case attemptCancelled = 53
    case attemptReferred = 54
    case attemptDisputed = 55
    case attemptResolved = 56
    case paymentPasswordFailed = 64
    case paymentPasswordPassed = 65
    case paymentPasswordChanged = 66
    case paymentPasswordUseSet = 67
    case agreementAdded = 80
    case agreementMoved = 81
    case autoPaymentSet = 82
  }

  @inline(__always)
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed) {
    switch number {
    case .employerFiled: self = .employerFiled(try .read(body))
    case .noticeFiled: self = .noticeFiled(try .read(body))
    case .noticeWithdrawn: self = .noticeWithdrawn(try .read(body))
    case .declared: self = .declared(try .read(body))
    case .declarationVoided: self = .declarationVoided(try .read(body))
    case .attemptRequested: self = .attemptRequested(try .read(body))
    case .attemptHandedOut: self = .attemptHandedOut(try .read(body))
    case .attemptSucceeded: self = .attemptSucceeded(try .read(body))
    case .attemptFailed: self = .attemptFailed(try .read(body))
    case .attemptUnknown: self = .attemptUnknown(try .read(body))
    case .attemptCancelled: self = .attemptCancelled(try .read(body))
    case .attemptReferred: self = .attemptReferred(try .read(body))
    case .attemptDisputed: self = .attemptDisputed(try .read(body))
    case .attemptResolved: self = .attemptResolved(try .read(body))
    case .paymentPasswordFailed: self = .paymentPasswordFailed(try .read(body))
    case .paymentPasswordPassed: self = .paymentPasswordPassed(try .read(body))
    case .paymentPasswordChanged: self = .paymentPasswordChanged(try .read(body))
    case .paymentPasswordUseSet: self = .paymentPasswordUseSet(try .read(body))
    case .agreementAdded: self = .agreementAdded(try .read(body))
    case .agreementMoved: self = .agreementMoved(try .read(body))
    case .autoPaymentSet: self = .autoPaymentSet(try .read(body))
    }
  }

  func visit<V: EmployerFactVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .employerFiled(let e): visitor.visit(e, Number.employerFiled)
    case .noticeFiled(let e): visitor.visit(e, Number.noticeFiled)
    case .noticeWithdrawn(let e): visitor.visit(e, Number.noticeWithdrawn)
    case .declared(let e): visitor.visit(e, Number.declared)
    case .declarationVoided(let e): visitor.visit(e, Number.declarationVoided)
    case .attemptRequested(let e): visitor.visit(e, Number.attemptRequested)
    case .attemptHandedOut(let e): visitor.visit(e, Number.attemptHandedOut)
    case .attemptSucceeded(let e): visitor.visit(e, Number.attemptSucceeded)
    case .attemptFailed(let e): visitor.visit(e, Number.attemptFailed)
    case .attemptUnknown(let e): visitor.visit(e, Number.attemptUnknown)
    case .attemptCancelled(let e): visitor.visit(e, Number.attemptCancelled)
    case .attemptReferred(let e): visitor.visit(e, Number.attemptReferred)
    case .attemptDisputed(let e): visitor.visit(e, Number.attemptDisputed)
    case .attemptResolved(let e): visitor.visit(e, Number.attemptResolved)
    case .paymentPasswordFailed(let e): visitor.visit(e, Number.paymentPasswordFailed)
    case .paymentPasswordPassed(let e): visitor.visit(e, Number.paymentPasswordPassed)
    case .paymentPasswordChanged(let e): visitor.visit(e, Number.paymentPasswordChanged)
    case .paymentPasswordUseSet(let e): visitor.visit(e, Number.paymentPasswordUseSet)
    case .agreementAdded(let e): visitor.visit(e, Number.agreementAdded)
    case .agreementMoved(let e): visitor.visit(e, Number.agreementMoved)
    case .autoPaymentSet(let e): visitor.visit(e, Number.autoPaymentSet)
    }
  }
}
