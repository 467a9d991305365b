internal import Protocol

/// The lifetime of a session (会话): 30 minutes idle at most, 12 hours in all.
enum SessionRules {
  /// The longest time between two requests, in milliseconds.
  static let idleMilliseconds: Int64 = 30 * 60_000
  /// The longest life of a session, in milliseconds.
  static let lifeMilliseconds: Int64 = 12 * 3_600_000
  /// The most sessions of a person at an employer; a new one ends the oldest.
  static let sessionsMax = 3

  /// No live session: one refusal for an unknown, an idle and an ended one.
  static var notSignedIn: Refusal {
    Refusal(.notSignedIn, "尚未登录，或登录已失效", next: "shebao login password")
  }

  /// Whether a session may still be used. One without a known last use counts as used just now.
  static func isLive(_ session: Session, lastUsed: Timestamp?, now: Timestamp) -> Bool {
    guard session.ends > now else { return false }
    guard let lastUsed else { return true }
    return lastUsed.adding(milliseconds: idleMilliseconds) > now
  }

  /// Returns the sessions that are no longer live, by id.
  static func ended(
    _ sessions: [Id128: Session], _ lastUsed: [Id128: Timestamp], now: Timestamp
  ) -> [Id128] {
    sessions.values.filter { !isLive($0, lastUsed: lastUsed[$0.id], now: now) }.map(\.id).sorted()
  }

  /// Returns the sessions of a person at an employer, the oldest first. One that is no longer live
  /// is among them until the sweep ends it.
  static func sessions(
    of resident: ResidentID, at registration: RegistrationNumber, in state: State
  ) -> [Session] {
    state.sessions.values
      .filter { $0.resident == resident && $0.registration == registration }
      .sorted { ($0.opened, $0.id) < ($1.opened, $1.id) }
  }
}
