internal import Bureau
internal import Protocol

/// What a changes of operations has touched, where it matters with the image from before it, and
/// what events say that the state does not keep.
struct ChangeSet {
  /// A session that was touched.
  struct TouchedSession {
    var session: Session
    var isNew: Bool
    var endedWhy: SessionEnd?
  }

  /// A message that was touched.
  struct TouchedMessage {
    var order: SmsOrder
    var isNew: Bool
    var isTaken: Bool
  }

  /// Lines of an import that arrived, or were found impossible later.
  struct ImportedLines {
    var operation: UInt64
    var batch: Id128
    var records: [UInt8]?
    var problems: [ImportProblem]
  }

  /// A key that an operation used.
  struct UsedKey {
    var key: Id128
    var scope: Digest256
    var entry: KeyEntry
  }

  /// The last operation that touched an employer.
  var employers: [RegistrationNumber: UInt64] = [:]
  /// Employers whose own rows may have changed, as they were, without notices and attempts; nil
  /// where there was none.
  var own: [RegistrationNumber: Employer?] = [:]
  /// Notices, with what moves of them as it was; nil where there was none.
  var notices: [NoticeName: NoticeImage?] = [:]
  /// Attempts, and whose they are.
  var attempts: [TicketNumber: RegistrationNumber] = [:]
  /// Persons as they were, nil where there was none.
  var persons: [ResidentID: Person?] = [:]
  /// The operation that filed a notice.
  var filed: [NoticeName: UInt64] = [:]
  /// The operation that asked for an attempt.
  var asked: [TicketNumber: UInt64] = [:]
  /// Orders about agreements that began.
  var orders: [Id128: AgreementOwner] = [:]
  var sessions: [Id128: TouchedSession] = [:]
  var messages: [Id128: TouchedMessage] = [:]
  var imports: [ImportedLines] = []
  var keys: [UsedKey] = []
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

  /// Notes what an event of a person brings beside the person.
  mutating func recordMessage(orderedBy event: PersonEvent) {
    switch event {
    case .codeOrdered(let e): addMessage(e.order)
    case .personFiled, .passwordSet, .loginFailed, .loginPassed, .loginUnlocked,
      .consentAccepted, .identityConfirmed, .loginUncounted:
      break
    }
  }

  /// Notes an event of a session before it is applied to `state`.
  mutating func recordSession(_ event: SessionEvent, _ state: State) {
    switch event {
    case .sessionBegun(let e):
      sessions[e.session.id] = TouchedSession(session: e.session, isNew: true)
    case .sessionProved(let e): touchSession(e.session, state) { $0.session.proved = true }
    case .sessionFinished(let e): touchSession(e.session, state) { $0.endedWhy = e.why }
    }
  }

  /// Notes an event of a message before it is applied to `state`.
  mutating func recordMessage(_ event: MessageEvent, _ state: State) {
    switch event {
    case .messageOrdered(let e): addMessage(e.order)
    case .messageTaken(let e): markMessageTaken(e.order, state)
    case .messagesExpired(let e): for order in e.orders { markMessageTaken(order, state) }
    }
  }

  /// Notes what an event of an import says that the state does not keep.
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

  /// Notes an order that takes the place of the one that the agreement has.
  mutating func recordOrder(replacedBy moved: AgreementMoved, _ known: AgreementState?) {
    guard let known, known.order != moved.order else { return }
    orders[moved.order] = AgreementOwner(
      registration: moved.registration, agreement: moved.number, bank: known.entered.clearingBank,
      digest: moved.digest)
  }

  /// Notes the key that an operation used, and the attempt that it names.
  mutating func recordKey(of row: JournalEntry, _ events: [Event]) {
    guard let key = row.key, let scope = row.scope, let digest = row.digest else { return }
    keys.append(
      UsedKey(
        key: key, scope: scope,
        entry: KeyEntry(sequence: row.sequence, digest: digest, attempt: Event.payment(in: events)))
    )
  }

  /// A session that has ended does not change any more.
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
