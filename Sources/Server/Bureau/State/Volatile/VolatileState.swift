package import Protocol

/// What passes: logins and scans under way, codes waited for, who is connected. A restart forgets
/// it, no event changes it, and nothing owed rests on it.
package struct VolatileState: Sendable {
  /// Slider challenges that have been used, until they end.
  package var sliders: [Digest256: Timestamp] = [:]
  /// Logins under way.
  package var logins: [Id128: Login] = [:]
  /// Scans under way.
  package var scans: [Id128: Scan] = [:]
  /// Codes that were sent and may still be entered.
  package var codes: [Id128: CodeRequest] = [:]
  /// Codes that were never sent, for those whom the realm does not know: they take no place of
  /// `codes`.
  package private(set) var pretences = BoundedMap<Id128, CodeRequest>(countMax: pretencesMax)
  /// The scan by which each session proves its person again.
  package private(set) var stepUps: [Id128: Id128] = [:]
  /// Errors of those whom the realm does not know.
  package private(set) var unknownLogins = BoundedMap<Digest256, UnknownLogin>(countMax: countMax)
  /// When each session was last used, real time.
  package var lastUsed: [Id128: Timestamp] = [:]
  /// Partners' open feeds.
  package var feeds = FeedTable()

  /// The most logins, scans, codes, used sliders and strangers remembered, each.
  package static let countMax = 100_000
  /// The most codes that were never sent.
  package static let pretencesMax = 10_000

  /// A code that may still be entered, sent or not.
  package func code(_ id: Id128) -> CodeRequest? { codes[id] ?? pretences[id] }
}

/// A change of the volatile state.
package enum VolatileChange: Sendable {
  /// A slider challenge is used up; it ends by itself at the time.
  case sliderUsed(Digest256, until: Timestamp)
  /// A login is opened or has moved.
  case login(Login)
  /// A login is over.
  case loginEnded(Id128)
  /// A scan is opened or has moved.
  case scan(Scan)
  /// A scan is over.
  case scanEnded(Id128)
  /// A code was sent, or a try was made.
  case code(CodeRequest)
  /// A code is used or dead.
  case codeEnded(Id128)
  /// Somebody unknown erred, or asked for a code.
  case unknownLogin(Digest256, UnknownLogin)
}

extension VolatileState {
  /// Applies a change.
  package mutating func apply(_ change: VolatileChange) {
    switch change {
    case .sliderUsed(let challenge, let until): sliders[challenge] = until
    case .login(let login): logins[login.id] = login
    case .loginEnded(let id): logins[id] = nil
    case .scan(let scan):
      scans[scan.id] = scan
      if case .stepUp(let session) = scan.purpose { stepUps[session] = scan.id }
    case .scanEnded(let id): scans[id] = nil
    case .code(let code):
      if code.resident == nil {
        pretences.set(code, for: code.id)
      } else {
        codes[code.id] = code
      }
    case .codeEnded(let id):
      codes[id] = nil
      pretences.remove(id)
    case .unknownLogin(let key, let unknownLogin): unknownLogins.set(unknownLogin, for: key)
    }
  }

  /// What is swept at once.
  package enum Part: Sendable, Hashable, CaseIterable {
    /// Used slider challenges.
    case sliders
    case logins
    /// Scans, and which session waits for which.
    case scans
    case codes
    /// Errors of those whom the realm does not know.
    case unknownLogins
  }

  /// Forgets what has ended by a time in one part.
  package mutating func sweep(_ part: Part, _ now: Timestamp) {
    switch part {
    case .sliders: sliders = sliders.filter { $0.value > now }
    case .logins: logins = logins.filter { $0.value.expires > now }
    case .scans:
      scans = scans.filter { $0.value.expires > now }
      stepUps = stepUps.filter { scans[$0.value] != nil }
    case .codes:
      codes = codes.filter { $0.value.expires > now }
      pretences.removeAll { $0.expires > now }
    case .unknownLogins: unknownLogins.removeAll { $0.expires > now }
    }
  }
}
