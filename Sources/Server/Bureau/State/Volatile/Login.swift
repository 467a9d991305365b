package import Protocol

/// A login under way: the state machine that the five ways of login share (L1–L5). It begins once
/// the password is right.
package struct Login: Sendable, Equatable {
  /// Names it; a secret of the one who logs in.
  package var id: Id128
  package var resident: ResidentID
  /// The employers that it may enter.
  package var employers: [RegistrationNumber]
  /// The second factor that was used, once one was (L1.2).
  package var factor: Factor?
  /// What it waits for.
  package var stage = LoginStage.factor
  /// The identity chosen (L1.5).
  package var chosen: IdentityHeld?
  /// The scan that it waits for, or waited for last.
  package var scan: Id128?
  /// The code that it waits for.
  package var code: Id128?
  /// Whether a scan has proved the person in it.
  package var proved = false
  /// When it must be complete, real time.
  package var expires: Timestamp
}

/// What a scan is for.
package enum ScanPurpose: Sendable, Hashable {
  /// The second factor of a login (L1.3).
  case factor(login: Id128)
  /// The confirmation of an identity after an SMS code (L1.6).
  case confirmation(login: Id128)
  /// Proving the person again within a session.
  case stepUp(session: Id128)
}

/// Where a scan is.
package enum ScanState: Sendable, Hashable {
  /// Nobody has answered.
  case open
  /// The app's user agreed.
  case approved
  /// The app's user refused.
  case refused
}

/// A one-time scan challenge, made for one app, one purpose and one person (扫码).
package struct Scan: Sendable, Equatable {
  /// Names it; it is in the QR code.
  package var id: Id128
  /// The app that it was made for.
  package var app: ScanApp
  /// What it is for.
  package var purpose: ScanPurpose
  /// The person who must answer, where one is known.
  package var resident: ResidentID?
  /// The employers of which one must be entered in the tax app.
  package var employers: [RegistrationNumber]
  /// The two digits on the clerk's screen.
  package var digits: UInt32
  /// Where it is.
  package var state = ScanState.open
  /// When it ends, real time.
  package var expires: Timestamp
}

/// What a code is for; a code of one purpose never serves another.
package enum CodePurpose: Sendable, Hashable {
  /// The second factor of a login (L1.4).
  case login(Id128)
  /// Setting a person's password.
  case activation
  /// Setting the payment password, or turning it off (A5, A6), in a session.
  case paymentPassword(session: Id128)
}

/// A code that was sent: five tries, five minutes, one use.
package struct CodeRequest: Sendable, Equatable {
  /// Names it; also the SMS order, from which the digits are derived.
  package var id: Id128
  /// What it is for.
  package var purpose: CodePurpose
  /// The person; nil where there is none and the code can never be right.
  package var resident: ResidentID?
  /// Tries made.
  package var tries: UInt32 = 0
  /// When it ends, real time.
  package var expires: Timestamp
}
