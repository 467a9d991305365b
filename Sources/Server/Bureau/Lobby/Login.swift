public import Protocol

/// A login under way: the state machine that the five ways of login share (L1–L5).
public struct Login: Sendable, Equatable {
  /// Names it; a secret of the one who logs in.
  public var id: Id128
  /// The person.
  public var resident: ResidentID
  /// The employers that it may enter.
  public var employers: [RegistrationNumber]
  /// The second factor that was used, once one was (L1.2).
  public var factor: Factor?
  /// What it waits for.
  public var stage: LoginStage
  /// The identity chosen (L1.5).
  public var chosen: IdentityHeld?
  /// The scan that it waits for, or waited for last.
  public var scan: Id128?
  /// The code that it waits for.
  public var code: Id128?
  /// Whether a scan has proved the person in it.
  public var proved: Bool
  /// When it must be complete, real time.
  public var expires: Timestamp

  /// Opens it, the password being right.
  public init(
    id: Id128, resident: ResidentID, employers: [RegistrationNumber], expires: Timestamp
  ) {
    self.id = id
    self.resident = resident
    self.employers = employers
    self.expires = expires
    factor = nil
    stage = .factor
    chosen = nil
    scan = nil
    code = nil
    proved = false
  }
}

/// What a scan is for.
public enum ScanPurpose: Sendable, Hashable {
  /// The second factor of a login (L1.3).
  case factor(login: Id128)
  /// The confirmation of an identity after an SMS code (L1.6).
  case confirmation(login: Id128)
  /// Proving the person again within a session.
  case stepUp(session: Id128)
}

/// Where a scan is.
public enum ScanState: Sendable, Hashable {
  /// Nobody has answered.
  case open
  /// The app's user agreed.
  case approved
  /// The app's user refused.
  case refused
}

/// A one-time scan challenge, made for one app, one purpose and one person (扫码).
public struct Scan: Sendable, Equatable {
  /// Names it; it is in the QR code.
  public var id: Id128
  /// The app that it was made for.
  public var app: ScanApp
  /// What it is for.
  public var purpose: ScanPurpose
  /// The person who must answer, where one is known.
  public var resident: ResidentID?
  /// The employers of which one must be entered in the tax app.
  public var employers: [RegistrationNumber]
  /// The two digits on the clerk's screen.
  public var digits: UInt32
  /// Where it is.
  public var state: ScanState
  /// When it ends, real time.
  public var expires: Timestamp

  /// Opens it.
  public init(
    id: Id128, app: ScanApp, purpose: ScanPurpose, resident: ResidentID?,
    employers: [RegistrationNumber], digits: UInt32, expires: Timestamp
  ) {
    self.id = id
    self.app = app
    self.purpose = purpose
    self.resident = resident
    self.employers = employers
    self.digits = digits
    self.expires = expires
    state = .open
  }
}

/// What a code is for; a code of one purpose never serves another.
public enum CodePurpose: Sendable, Hashable {
  /// The second factor of a login (L1.4).
  case login(Id128)
  /// Setting a person's password.
  case activation
  /// Setting the payment password, or turning it off (A5, A6), in a session.
  case paymentPassword(session: Id128)
}

/// A code that was sent: five tries, five minutes, one use.
public struct CodeRequest: Sendable, Equatable {
  /// Names it; also the SMS order, from which the digits are derived.
  public var id: Id128
  /// What it is for.
  public var purpose: CodePurpose
  /// The person; nil where there is none and the code can never be right.
  public var resident: ResidentID?
  /// Tries made.
  public var tries: UInt32
  /// When it ends, real time.
  public var expires: Timestamp

  /// A code that nobody has tried.
  public init(id: Id128, purpose: CodePurpose, resident: ResidentID?, expires: Timestamp) {
    self.id = id
    self.purpose = purpose
    self.resident = resident
    self.expires = expires
    tries = 0
  }
}
