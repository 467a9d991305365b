import Protocol

/// A payment's key, written down before its request leaves, so that a client that is killed finds
/// it again and nothing is paid twice.
///
/// It is kept until the payment is final, and asked for by its key (R-1205). Of the request nothing
/// is kept: it has a secret, and whoever pays sees the amount anew.
struct InFlightPayment: Equatable {
  let key: Id128
  /// The notice that is paid, 告知单号.
  let notice: String
  let owner: RequestOwner
  /// When it was last about to leave, by the server's clock, ms since 1970; nil where that is not
  /// known.
  let sent: UInt64?

  /// How long after `sent` a request may still reach the server's books, in ms. Each try may take
  /// 5 minutes before the connection is given up and the next one leaves. What then lies in
  /// a dead connection is lost when the server ends it, within 50 s, and what the server
  /// has read it works off within another 5 minutes.
  static let arrivalMs: UInt64 = UInt64(Run.triesMax + 1) * 300_000

  /// Whether the server may still see it, at this time by its clock.
  func mayArrive(at serverMs: UInt64) -> Bool {
    guard let sent, serverMs > sent else { return true }
    return serverMs - sent <= Self.arrivalMs
  }
}
