import Protocol

/// A payment (缴费) without a final state. Its key is on disk before the request is sent (R-1206), so
/// that after a crash the payment is asked for by its key (R-1205) and nothing is paid twice.
///
/// The request itself is not kept: it has a secret, and the amount is confirmed anew.
struct InFlightPayment: Equatable {
  let key: Id128
  /// The number of the notice to be paid (告知单号).
  let notice: String
  let owner: RequestOwner
  /// The time of the last sending by the server's clock, ms since 1970; nil where unknown.
  let sent: UInt64?

  /// The time after `sent` within which a request may still reach the server's books, in ms. Each
  /// sending may take 5 minutes before the connection is given up. Bytes left in a dead
  /// connection are lost when the server closes it, within 50 s. A request that the server
  /// has read is worked off within another 5 minutes.
  static let arrivalMs: UInt64 = UInt64(Run.triesMax + 1) * 300_000

  /// Returns whether the request may still arrive, at this time of the server's clock.
  func mayArrive(at serverMs: UInt64) -> Bool {
    guard let sent, serverMs > sent else { return true }
    return serverMs - sent <= Self.arrivalMs
  }
}
