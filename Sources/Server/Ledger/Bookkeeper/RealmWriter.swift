internal import Bureau
internal import Protocol
internal import Store

/// Writes the tables of the realm as a whole: sessions, messages, keys, serials, clock, recovery
/// and mark.
struct RealmWriter {
  private let session: Statement
  private let moveSession: Statement
  private let message: Statement
  private let takeMessage: Statement
  private let key: Statement
  private let serial: Statement
  private let clock: Statement
  private let recovery: Statement
  private let clearGaps: Statement
  private let gap: Statement
  private let mark: Statement

  init(_ database: Database) throws(LedgerFailure) {
    session = try Books.prepare(
      database,
      """
      INSERT INTO session (id, token, resident, registration, identity, opened, ends, proved,
        ended_why) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    moveSession = try Books.prepare(
      database, "UPDATE session SET proved = ?, ended_why = ? WHERE id = ?")
    message = try Books.prepare(
      database,
      "INSERT INTO message (id, mobile, purpose, ends, is_taken) VALUES (?, ?, ?, ?, ?)")
    takeMessage = try Books.prepare(database, "UPDATE message SET is_taken = 1 WHERE id = ?")
    key = try Books.prepare(
      database,
      "INSERT INTO operation_key (key, scope, sequence, digest, attempt) VALUES (?, ?, ?, ?, ?)")
    serial = try Books.prepare(
      database,
      """
      INSERT INTO serial (month, last) VALUES (?, ?)
      ON CONFLICT (month) DO UPDATE SET last = excluded.last
      """)
    clock = try Books.prepare(database, "UPDATE realm SET clock_ahead = ? WHERE id = 1")
    recovery = try Books.prepare(database, "UPDATE realm SET recovery = ? WHERE id = 1")
    clearGaps = try Books.prepare(database, "DELETE FROM recovery_gap")
    gap = try Books.prepare(
      database, "INSERT INTO recovery_gap (place, since, restored) VALUES (?, ?, ?)")
    mark = try Books.prepare(database, "UPDATE mark SET sequence = ?, hash = ? WHERE id = 1")
  }

  func write(_ changes: ChangeSet, _ state: State, _ mark: Mark) throws(LedgerFailure) {
    for id in changes.sessions.keys.sorted() {
      if let touched = changes.sessions[id] { try write(touched) }
    }
    for id in changes.messages.keys.sorted() {
      if let touched = changes.messages[id] { try write(touched) }
    }
    for used in changes.keys.sorted(by: { ($0.key, $0.scope) < ($1.key, $1.scope) }) {
      try write(used)
    }
    for (month, last) in state.serials where changes.serials[month] != last {
      try serial.run { values in
        values.put(month)
        values.put(last)
      }
    }
    if state.clockAhead != changes.clockAhead { try clock.run { $0.put(state.clockAhead) } }
    if state.recovery != changes.recovery { try recovery.run { $0.put(state.recovery) } }
    if state.gaps != changes.gaps { try write(state.gaps) }
    try self.mark.run { values in
      values.put(mark.sequence)
      values.put(mark.hash)
    }
  }

  private func write(_ gaps: [RecoveryGap]) throws(LedgerFailure) {
    try clearGaps.run { _ in }
    for (place, kept) in gaps.enumerated() {
      try gap.run { values in
        values.put(UInt64(place))
        values.put(kept.since)
        values.put(kept.restored)
      }
    }
  }

  private func write(_ touched: ChangeSet.TouchedSession) throws(LedgerFailure) {
    let current = touched.session
    let why = touched.endedWhy.map { UInt32($0.rawValue) }
    guard touched.isNew else {
      return try moveSession.run { values in
        values.put(current.proved)
        values.put(maybe: why)
        values.put(current.id)
      }
    }
    try session.run { values in
      values.put(current.id)
      values.put(current.token)
      values.put(current.resident)
      values.put(current.registration)
      values.put(current.identity)
      values.put(current.opened)
      values.put(current.ends)
      values.put(current.proved)
      values.put(maybe: why)
    }
  }

  private func write(_ touched: ChangeSet.TouchedMessage) throws(LedgerFailure) {
    guard touched.isNew else { return try takeMessage.run { $0.put(touched.order.order) } }
    try message.run { values in
      values.put(touched.order.order)
      values.put(touched.order.mobile)
      values.put(touched.order.purpose)
      values.put(touched.order.ends)
      values.put(touched.isTaken)
    }
  }

  private func write(_ used: ChangeSet.UsedKey) throws(LedgerFailure) {
    try key.run { values in
      values.put(used.key)
      values.put(used.scope)
      values.put(used.entry.sequence)
      values.put(used.entry.digest)
      values.put(used.entry.attempt)
    }
  }
}
