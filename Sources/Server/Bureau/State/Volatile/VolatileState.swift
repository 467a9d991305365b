package import Protocol

/// State that a restart may lose: logins, scans and codes in progress, open feeds. Never journaled.
package struct VolatileState: Sendable {
  /// Used slider challenges (滑块), with the time after which they are not accepted anyway.
  package var sliders: [Digest256: Timestamp] = [:]
  /// Logins in progress.
  package var logins: [Id128: Login] = [:]
  /// Scans in progress, and answered ones that are not used yet.
  package var scans: [Id128: Scan] = [:]
  /// Sent codes that may still be entered.
  package var codes: [Id128: CodeRequest] = [:]
  /// Codes that were never sent, for persons whom the realm does not know. Apart from `codes`, so
  /// that they cannot fill it.
  package private(set) var pretences = BoundedMap<Id128, CodeRequest>(countMax: pretencesMax)
  /// The step-up scan of each session.
  package private(set) var stepUps: [Id128: Id128] = [:]
  /// Errors under login names that the realm does not know.
  package private(set) var unknownLogins = BoundedMap<Digest256, UnknownLogin>(countMax: countMax)
  /// Real time of the last use of each session.
  package var lastUsed: [Id128: Timestamp] = [:]
  /// The open feeds of partners.
  package var feeds = FeedTable()

  /// The most entries of each map: logins, scans, codes, used sliders, unknown logins.
  package static let countMax = 100_000
  /// The most entries of `pretences`.
  package static let pretencesMax = 10_000

  /// Returns a code that may still be entered, whether it was sent or not.
  package func code(_ id: Id128) -> CodeRequest? { codes[id] ?? pretences[id] }
}

/// A change of the volatile state.
package enum VolatileChange: Sendable {
  /// A slider challenge was used; remembered until the time at which it expires.
  case sliderUsed(Digest256, until: Timestamp)
  /// A login began or changed.
  case login(Login)
  /// A login ended.
  case loginEnded(Id128)
  /// A scan began or changed.
  case scan(Scan)
  /// A scan ended.
  case scanEnded(Id128)
  /// A code was sent, or a wrong try was counted.
  case code(CodeRequest)
  /// A code was used, or is not valid any more.
  case codeEnded(Id128)
  /// An error or a request for a code under an unknown login name.
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

  /// The maps that one sweep visits.
  package enum Part: Sendable, Hashable, CaseIterable {
    /// Used slider challenges.
    case sliders
    case logins
    /// Scans and step-ups.
    case scans
    case codes
    /// Errors under login names that the realm does not know.
    case unknownLogins
  }

  /// Removes the expired entries of one part.
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
