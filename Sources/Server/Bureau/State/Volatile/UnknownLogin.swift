package import Protocol

/// Errors and codes counted for a login name that the realm does not know, so that locks and quotas
/// do not tell whether a name is known.
package struct UnknownLogin: Sendable, Equatable {
  /// Wrong logins, one element for each way.
  package var failures: [WayFailures]
  /// Real times at which codes were asked for, ascending; at most `codesMax`.
  package var codesSent: [Timestamp]
  /// Real time of its removal.
  package var expires: Timestamp

  /// The most codes remembered: the quota of a day.
  package static let codesMax = 10
  /// The time from the last error to removal, in milliseconds: a day, the longest quota.
  package static let memoryMilliseconds: Int64 = 86_400_000

  package init(failures: [WayFailures], codesSent: [Timestamp], now: Timestamp) {
    self.failures = failures
    self.codesSent = codesSent
    expires = now.adding(milliseconds: Self.memoryMilliseconds)
  }

  /// Returns the map key for wrong logins: a keyed digest over the login name alone. A known
  /// person's errors, too, are counted for all taxpayer codes together.
  static func key(loginName: String, _ digests: any Digests) -> Digest256 {
    key("", loginName, digests)
  }

  /// Returns the map key for two typed values: a keyed digest over both.
  static func key(_ first: String, _ second: String, _ digests: any Digests) -> Digest256 {
    digests.keyed(.noSuchUser, Array(first.utf8) + [0] + Array(second.utf8))
  }
}
