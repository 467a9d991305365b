package import Protocol

/// A request as a loop hands it over.
package struct IncomingRequest: Sendable {
  package var address: ReplyAddress
  /// The identity that the connection has proved.
  package var credential: Credential
  /// SHA-256 of the session token that came with it.
  package var token: Digest256?
  package var key: Id128?
  /// HMAC of the method and the body as received, for the key.
  package var digest: Digest256?
  /// The time at which the caller stops waiting, real time.
  package var deadline: Timestamp
  /// The credit that came with it, for a stream.
  package var credit: UInt64
  package var request: Request
  /// For a part of an import: its lines looked at outside the bureau (`ImportCheck.check`). Where
  /// it is nil the bureau looks itself.
  package var checked: CheckedPart?

  package init(
    address: ReplyAddress, credential: Credential, token: Digest256?, key: Id128?,
    digest: Digest256?,
    deadline: Timestamp, credit: UInt64, request: Request, checked: CheckedPart? = nil
  ) {
    self.address = address
    self.credential = credential
    self.token = token
    self.key = key
    self.digest = digest
    self.deadline = deadline
    self.credit = credit
    self.request = request
    self.checked = checked
  }
}
