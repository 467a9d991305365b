internal import Bureau
internal import Protocol
internal import Store

/// Reads the realm's state that is always in memory: sessions, messages, imports, serials, the
/// clock, recovery.
enum RealmLoader {
  /// Returns that state as of the books' mark, without employers and persons.
  static func load(_ database: Database) throws(LedgerFailure) -> State {
    var state = State()
    state.sequence = try Books.mark(database).sequence
    for session in try sessions(database) { state.add(session) }
    for message in try messages(database) { state.messages[message.order] = message }
    for batch in try batches(database) { state.batches[batch.batch] = batch }
    let serials = try Books.prepare(database, "SELECT month, last FROM serial")
    let last = try serials.rows("serial", { _ in }) { (c) throws(LedgerFailure) in
      (try c.value() as Period, c.number32())
    }
    for (month, serial) in last { state.serials[month] = serial }
    state.gaps = try gaps(database)
    let realm = try Books.prepare(database, "SELECT clock_ahead, recovery FROM realm WHERE id = 1")
      .rows("realm", { _ in }) { (c) throws(LedgerFailure) in
        (c.number(), try c.maybe() as Timestamp?)
      }
    state.clockAhead = realm.first?.0 ?? 0
    state.recovery = realm.first?.1
    return state
  }

  private static func gaps(_ database: Database) throws(LedgerFailure) -> [RecoveryGap] {
    try Books.prepare(database, "SELECT since, restored FROM recovery_gap ORDER BY place")
      .rows("recovery_gap", { _ in }) { (c) throws(LedgerFailure) in
        RecoveryGap(since: try c.value(), restored: try c.value())
      }
  }

  private static func sessions(_ database: Database) throws(LedgerFailure) -> [Session] {
    try Books.prepare(
      database,
      """
      SELECT id, token, resident, registration, identity, opened, ends, proved
      FROM session WHERE ended_why IS NULL
      """
    ).rows("session", { _ in }) { (c) throws(LedgerFailure) in
      Session(
        id: try c.id(), token: try c.digest(), resident: try c.named(),
        registration: try c.value(), identity: try c.choice(), opened: try c.value(),
        ends: try c.value(), proved: c.flag())
    }
  }

  private static func messages(_ database: Database) throws(LedgerFailure) -> [SmsOrder] {
    try Books.prepare(database, "SELECT id, mobile, purpose, ends FROM message WHERE is_taken = 0")
      .rows("message", { _ in }) { (c) throws(LedgerFailure) in
        SmsOrder(
          order: try c.id(), mobile: try c.value(), purpose: c.text(), ends: try c.value())
      }
  }

  private static func batches(_ database: Database) throws(LedgerFailure) -> [ImportBatch] {
    try Books.prepare(
      database,
      """
      SELECT \(BatchCells.columns) FROM batch WHERE phase IN (1, 2) OR id IN
        (SELECT id FROM batch WHERE phase IN (3, 4) ORDER BY begun DESC LIMIT ?)
      """
    ).rows("batch", { $0.put(Engine.doneBatchesMax) }, BatchCells.batch)
  }
}
