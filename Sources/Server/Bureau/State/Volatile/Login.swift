package import Protocol

/// A login (登录) in progress, after its password was right: the state that the ways of login share
/// (L1–L5).
package struct Login: Sendable, Equatable {
  /// The login's identifier. Secret: it is all that the next step has to show.
  package var id: Id128
  package var resident: ResidentID
  /// The employers that the person may enter.
  package var employers: [RegistrationNumber]
  /// The second factor that was passed (L1.2); nil before.
  package var factor: Factor?
  /// The step that it waits for.
  package var stage = LoginStage.factor
  /// The chosen identity (选择办税身份, L1.5).
  package var chosen: PersonIdentity?
  /// The last scan that it has started.
  package var scan: Id128?
  /// The code that may be entered; nil if none was sent.
  package var code: Id128?
  /// Whether a scan has proved the person.
  package var proved = false
  /// Real time by which it must be complete.
  package var expires: Timestamp
}

/// The purpose of a scan.
package enum ScanPurpose: Sendable, Hashable {
  /// The second factor (第二步验证) of a login (L1.3).
  case factor(login: Id128)
  /// The confirmation of an identity (确认身份) after an SMS code (L1.6).
  case confirmation(login: Id128)
  /// Step-up: proving the person again within a session.
  case stepUp(session: Id128)
}

/// The state of a scan.
package enum ScanState: Sendable, Hashable {
  /// Not answered yet.
  case open
  /// The app's user agreed.
  case approved
  /// The app's user refused.
  case refused
}

/// A scan (扫码): a one-time challenge for one app, one purpose and one person.
package struct Scan: Sendable, Equatable {
  /// The scan's identifier, shown in the QR code.
  package var id: Id128
  /// The only app that may answer.
  package var app: ScanApp
  package var purpose: ScanPurpose
  /// The person who must answer, if known.
  package var resident: ResidentID?
  /// Employers, one of which the user must have entered in the tax app.
  package var employers: [RegistrationNumber]
  /// 核对数字: the two digits on the clerk's screen.
  package var digits: UInt32
  package var state = ScanState.open
  /// Real time of its end.
  package var expires: Timestamp
}

/// The purpose of an SMS code. A code for one purpose is not valid for another.
package enum CodePurpose: Sendable, Hashable {
  /// The second factor (第二步验证) of a login (L1.4).
  case login(Id128)
  /// 账户激活: setting a person's password.
  case activation
  /// Setting the payment password (设置支付密码) or turning it off in a session (A5, A6).
  case paymentPassword(session: Id128)
}

/// A sent SMS code (短信验证码): five tries, five minutes, one use.
package struct CodeRequest: Sendable, Equatable {
  /// The code's identifier: that of the SMS order, from which the digits are derived.
  package var id: Id128
  package var purpose: CodePurpose
  /// The person; nil if the realm does not know one. No digits are right then.
  package var resident: ResidentID?
  /// The number of wrong tries.
  package var tries: UInt32 = 0
  /// Real time of its end.
  package var expires: Timestamp
}
