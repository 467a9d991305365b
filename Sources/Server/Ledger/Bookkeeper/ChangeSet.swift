internal import Bureau
internal import Protocol

/// The rows that one transaction's operations have touched, as they were before it where the writer
/// compares, and the facts of events that `State` does not keep. Rows not here are not written.
struct ChangeSet {
  /// A touched session (会话).
  struct TouchedSession {
    var session: Session
    var isNew: Bool
    var endedWhy: SessionEnd?
  }

  /// A touched message to the SMS gateway (短信).
  struct TouchedMessage {
    var order: SmsOrder
    var isNew: Bool
    var isTaken: Bool
  }

  /// Lines of an import (导入) that one operation brought or rejected.
  struct ImportedLines {
    var operation: UInt64
    var batch: Id128
    /// The encoded `ImportPart`; nil where the operation only rejected lines.
    var records: [UInt8]?
    var problems: [ImportProblem]
  }

  /// The request key that an operation used.
  struct UsedKey {
    var key: Id128
    var scope: Digest256
    var entry: KeyedOperation
  }

  /// Touched employers, each with the last operation that touched it.
  var employers: [RegistrationNumber: UInt64] = [:]
  /// Employers whose own rows may have changed, as they were before, without notices and attempts;
  /// nil where the books have none.
  var own: [RegistrationNumber: Employer?] = [:]
  /// Touched notices, with their changeable values as they were before; nil where the books have
  /// none.
  var notices: [NoticeName: NoticeImage?] = [:]
  /// Touched attempts, each with its employer.
  var attempts: [TicketNumber: RegistrationNumber] = [:]
  /// Touched persons as they were before; nil where the books have none.
  var persons: [ResidentID: Person?] = [:]
  /// Notices filed in this transaction, each with the operation that filed it.
  var filed: [NoticeName: UInt64] = [:]
  /// Attempts requested in this transaction, each with the operation that requested it.
  var asked: [TicketNumber: UInt64] = [:]
  /// Orders about agreements that were given in this transaction.
  var orders: [Id128: AgreementOwner] = [:]
  var sessions: [Id128: TouchedSession] = [:]
  var messages: [Id128: TouchedMessage] = [:]
  var imports: [ImportedLines] = []
  var keys: [UsedKey] = []
  // The values of the realm before the transaction; the writer compares them with the state after.
  let batches: [Id128: ImportBatch]
  let serials: [Period: UInt32]
  let clockAhead: UInt64
  let recovery: Timestamp?
  let gaps: [RecoveryGap]

  init(before state: State) {
    batches = state.batches
    serials = state.serials
    clockAhead = state.clockAhead
    recovery = state.recovery
    gaps = state.gaps
  }

  /// Records the message that an event of a person orders; the person itself is in `persons`.
  mutating func recordMessage(orderedBy event: PersonEvent) {
    switch event {
    case .codeOrdered(let e): addMessage(e.order)
    case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUnlocked,
      .consentAccepted, .identityConfirmed, .loginUncounted:
      break
    }
  }

  /// Records an event of a session; to be called before the event is applied to `state`.
  mutating func recordSession(_ event: SessionEvent, _ state: State) {
    switch event {
    case .sessionBegun(let e):
      sessions[e.session.id] = TouchedSession(session: e.session, isNew: true)
    case .sessionProved(let e): touchSession(e.session, state) { $0.session.proved = true }
    case .sessionFinished(let e): touchSession(e.session, state) { $0.endedWhy = e.why }
    }
  }

  /// Records an event of a message; to be called before the event is applied to `state`.
  mutating func recordMessage(_ event: MessageEvent, _ state: State) {
    switch event {
    case .messageOrdered(let e): addMessage(e.order)
    case .messageTaken(let e): markMessageTaken(e.order, state)
    case .messagesExpired(let e): for order in e.orders { markMessageTaken(order, state) }
    }
  }

  /// Records the lines and problems of an import's event, which `State` does not keep.
  mutating func recordImport(_ event: ImportEvent, _ operation: UInt64) {
    switch event {
    case .importBegun, .importCommitted: break
    case .importPartTaken(let e):
      imports.append(
        ImportedLines(
          operation: operation, batch: e.batch.batch, records: e.records, problems: e.problems))
    case .importSliceApplied(let e):
      imports.append(
        ImportedLines(
          operation: operation, batch: e.batch.batch, records: nil, problems: e.problems))
    }
  }

  /// Records an order that replaces the order of a known agreement.
  mutating func recordOrder(replacedBy moved: AgreementMoved, _ known: AgreementState?) {
    guard let known, known.order != moved.order else { return }
    orders[moved.order] = AgreementOwner(
      registration: moved.registration, agreement: moved.number, bank: known.entered.clearingBank,
      digest: moved.digest)
  }

  /// Records the key that an operation used, with the attempt that the operation requested.
  mutating func recordKey(of entry: JournalEntry, _ events: [Event]) {
    guard let key = entry.key, let scope = entry.scope, let digest = entry.digest else { return }
    keys.append(
      UsedKey(
        key: key, scope: scope,
        entry: KeyedOperation(
          sequence: entry.sequence, digest: digest, attempt: Event.payment(in: events)))
    )
  }

  /// Changes a touched session; one that has ended stays as it is.
  private mutating func touchSession(
    _ id: Id128, _ state: State, _ change: (inout TouchedSession) -> Void
  ) {
    let known = state.sessions[id].map { TouchedSession(session: $0, isNew: false) }
    guard var touched = sessions[id] ?? known, touched.endedWhy == nil else { return }
    change(&touched)
    sessions[id] = touched
  }

  private mutating func addMessage(_ order: SmsOrder) {
    messages[order.order] = TouchedMessage(order: order, isNew: true, isTaken: false)
  }

  private mutating func markMessageTaken(_ id: Id128, _ state: State) {
    let known = state.messages[id].map { TouchedMessage(order: $0, isNew: false, isTaken: false) }
    guard var touched = messages[id] ?? known else { return }
    touched.isTaken = true
    messages[id] = touched
  }
}
