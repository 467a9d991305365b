internal import Bureau
internal import Protocol

/// The debits that the journal's events send to a bank; each must be sent once (invariant 16).
struct SentDebits {
  private var sent: Set<TicketNumber> = []
  /// The violations so far, at most `Verify.eachMax`.
  private(set) var found: [Discrepancy] = []

  mutating func record(_ entry: JournalEntry) {
    do throws(Malformed) {
      for event in try EventCoding.decode(entry.events) { recordEvent(event, entry.sequence) }
    } catch {
      add(0, "操作 \(entry.sequence) 的事件无法读取：\(error)")
    }
  }

  private mutating func recordEvent(_ event: Event, _ sequence: UInt64) {
    if case .employer(.attemptRequested(let e)) = event, e.attempt.status == .handedOut {
      recordSend(of: e.attempt.number, sequence)
    }
    if case .employer(.attemptHandedOut(let e)) = event { recordSend(of: e.number, sequence) }
  }

  private mutating func recordSend(of number: TicketNumber, _ sequence: UInt64) {
    guard !sent.insert(number).inserted else { return }
    add(16, "扣款指令发出了两次：\(number)（操作 \(sequence)）")
  }

  private mutating func add(_ invariant: Int, _ text: String) {
    guard found.count < Verify.eachMax else { return }
    found.append(Discrepancy(invariant: invariant, text: text))
  }
}
