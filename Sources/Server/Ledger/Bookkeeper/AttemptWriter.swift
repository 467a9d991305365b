internal import Bureau
internal import Protocol
internal import Store

/// Writes payment attempts (缴费) and their lines.
struct AttemptWriter {
  private let attempt: Statement
  private let moveAttempt: Statement
  /// Inserts one line; `lines` inserts ``linesAtOnce``.
  private let line: Statement
  private let lines: Statement
  private let endLines: Statement

  init(_ database: Database) throws(LedgerFailure) {
    attempt = try Books.prepare(
      database,
      """
      INSERT INTO attempt (number, registration, notice, method, agreement, bank, account, amount,
        late_fee, day, digest, person, key, is_confirmed, requested, requested_real, asked, status,
        handed_out, ended, receipt, code, reason, dispute)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    moveAttempt = try Books.prepare(
      database,
      """
      UPDATE attempt SET status = ?, handed_out = ?, ended = ?, receipt = ?, code = ?, reason = ?,
        dispute = ?
      WHERE number = ?
      """)
    line = try Books.prepare(database, Self.lineText(1))
    lines = try Books.prepare(database, Self.lineText(Self.linesAtOnce))
    endLines = try Books.prepare(
      database, "UPDATE attempt_line SET is_live = 0 WHERE attempt = ?")
  }

  /// The number of lines that one statement inserts: a statement costs more than a row.
  private static let linesAtOnce = 4

  private static func lineText(_ count: Int) -> String {
    let row = "(?, ?, ?, ?, ?, ?, ?, ?)"
    return """
      INSERT INTO attempt_line (attempt, place, registration, notice, line, amount, late_fee,
        is_live)
      VALUES \(Array(repeating: row, count: count).joined(separator: ", "))
      """
  }

  /// Writes the attempts. The lines of ended ones are released before new ones are inserted, since
  /// a line is live in one attempt only.
  func write(_ attempts: [AttemptChange]) throws(LedgerFailure) {
    for change in attempts {
      if let asked = change.asked {
        try insert(change, asked)
      } else {
        try move(change.after)
        if !change.after.isLive { try endLines.run { $0.put(change.after.number) } }
      }
    }
    for change in attempts where change.asked != nil { try insert(linesOf: change) }
  }

  private func move(_ after: Attempt) throws(LedgerFailure) {
    try moveAttempt.run { values in
      values.put(after.status)
      values.put(after.handedOut)
      values.put(after.ended)
      values.put(after.receipt)
      values.put(after.code)
      values.put(after.reason)
      values.put(after.dispute)
      values.put(after.number)
    }
  }

  private func insert(_ change: AttemptChange, _ asked: UInt64) throws(LedgerFailure) {
    let after = change.after
    try attempt.run { values in
      values.put(after.number)
      values.put(change.registration)
      values.put(after.notice)
      values.put(after.method)
      values.put(after.agreement)
      values.put(after.bank)
      values.put(after.account)
      values.put(after.amount)
      values.put(after.lateFee)
      values.put(after.day)
      values.put(after.digest)
      values.put(after.person)
      values.put(after.key)
      values.put(after.deferralConfirmed)
      values.put(after.requested)
      values.put(after.requestedReal)
      values.put(asked)
      values.put(after.status)
      values.put(after.handedOut)
      values.put(after.ended)
      values.put(after.receipt)
      values.put(after.code)
      values.put(after.reason)
      values.put(after.dispute)
    }
  }

  private func insert(linesOf change: AttemptChange) throws(LedgerFailure) {
    let count = change.after.lines.count
    var place = 0
    while place + Self.linesAtOnce <= count {
      try lines.run { values in
        for next in place..<place + Self.linesAtOnce { Self.put(next, change, &values) }
      }
      place += Self.linesAtOnce
    }
    for next in place..<count { try line.run { Self.put(next, change, &$0) } }
  }

  private static func put(_ place: Int, _ change: AttemptChange, _ values: inout Values) {
    let (after, line) = (change.after, change.after.lines[place])
    values.put(after.number)
    values.put(place)
    values.put(change.registration)
    values.put(after.notice)
    values.put(line.number)
    values.put(line.amount)
    values.put(line.lateFee)
    values.put(after.isLive)
  }
}

extension Attempt {
  /// Whether the attempt holds its lines (扣款锁定) or has paid them.
  var isLive: Bool {
    switch status {
    case .requested, .handedOut, .unknown, .officer, .succeeded, .posted: true
    case .failed, .cancelled: false
    }
  }
}
