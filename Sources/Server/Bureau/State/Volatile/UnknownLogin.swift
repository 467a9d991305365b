package import Protocol

/// What somebody whom the realm does not know has tried, so that locks and quotas answer alike for
/// the known and the unknown.
package struct UnknownLogin: Sendable, Equatable {
  /// Wrong logins by way.
  package var failures: [WayFailures]
  /// When codes were asked for, in order; ten at most.
  package var codesSent: [Timestamp]
  /// When it is forgotten, real time.
  package var expires: Timestamp

  /// The most codes remembered: a day of them.
  package static let codesMax = 10
  /// How long it is remembered, in milliseconds: as long as the longest quota.
  package static let memoryMilliseconds: Int64 = 86_400_000

  package init(failures: [WayFailures], codesSent: [Timestamp], now: Timestamp) {
    self.failures = failures
    self.codesSent = codesSent
    expires = now.adding(milliseconds: Self.memoryMilliseconds)
  }

  /// What wrong logins are remembered under: a keyed digest of the login name alone, as a known
  /// person's are counted for all codes together.
  static func key(loginName: String, _ digests: any Digests) -> Digest256 {
    key("", loginName, digests)
  }

  /// What it is remembered under: a keyed digest of the two things that were typed.
  static func key(_ first: String, _ second: String, _ digests: any Digests) -> Digest256 {
    digests.keyed(.noSuchUser, Array(first.utf8) + [0] + Array(second.utf8))
  }
}
