internal import Protocol

/// An event of a person (自然人).
package enum PersonEvent: Sendable, Equatable {
  /// A person (自然人) was imported, for the first time or again.
  case personFiled(PersonFiled)
  /// 账户激活: the password was set.
  case passwordSet(PasswordSet)
  /// An error of a login (登录), and a lock (锁定) after the fifth.
  case loginFailed(LoginFailed)
  /// A right password or code clears the errors of its way.
  case loginPassed(LoginPassed)
  /// A lock (锁定) was lifted by an officer.
  case loginUnlocked(LoginUnlocked)
  /// A consent (告知同意书) was accepted.
  case consentAccepted(ConsentAccepted)
  /// 确认身份.
  case identityConfirmed(IdentityConfirmed)
  /// An SMS code (短信验证码) was ordered.
  case codeOrdered(CodeOrdered)
  /// An error of a password login (密码登录) is taken back: scrypt did not answer, so the password was
  /// not compared.
  case loginUncounted(LoginUncounted)
}

extension PersonEvent: EventFamily {
  enum Number: UInt16, CaseIterable {
    case personFiled = 1
    case passwordSet = 2
    case loginFailed = 3
    case loginPassed = 4
    case loginUnlocked = 5
    case consentAccepted = 6
    case identityConfirmed = 7
    case codeOrdered = 8
    case loginUncounted = 9
  }

  @inline(__always)
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed) {
    switch number {
    case .personFiled: self = .personFiled(try .read(body))
    case .passwordSet: self = .passwordSet(try .read(body))
    case .loginFailed: self = .loginFailed(try .read(body))
    case .loginPassed: self = .loginPassed(try .read(body))
    case .loginUnlocked: self = .loginUnlocked(try .read(body))
    case .consentAccepted: self = .consentAccepted(try .read(body))
    case .identityConfirmed: self = .identityConfirmed(try .read(body))
    case .codeOrdered: self = .codeOrdered(try .read(body))
    case .loginUncounted: self = .loginUncounted(try .read(body))
    }
  }

  func visit<V: PersonFactVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .personFiled(let e): visitor.visit(e, Number.personFiled)
    case .passwordSet(let e): visitor.visit(e, Number.passwordSet)
    case .loginFailed(let e): visitor.visit(e, Number.loginFailed)
    case .loginPassed(let e): visitor.visit(e, Number.loginPassed)
    case .loginUnlocked(let e): visitor.visit(e, Number.loginUnlocked)
    case .consentAccepted(let e): visitor.visit(e, Number.consentAccepted)
    case .identityConfirmed(let e): visitor.visit(e, Number.identityConfirmed)
    case .codeOrdered(let e): visitor.visit(e, Number.codeOrdered)
    case .loginUncounted(let e): visitor.visit(e, Number.loginUncounted)
    }
  }
}
