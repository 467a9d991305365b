internal import Protocol

/// The application of a slice of a committed import: pure, and one operation for the whole of it.
///
/// Each row is checked again. One that the state forbids by now is rejected and listed; one that
/// changes nothing counts as applied, without an event.
struct SliceRules {
  /// The size of the events, in bytes, at which a slice is cut; the rest of it is read again. An
  /// operation holds `JournalEntry.eventsBytesMax`, and no single record comes near the difference.
  static let eventsBytesMax = 512 * 1_024

  /// The results of the records applied so far, which later rows of the slice build on.
  private struct Overlay {
    var registrations: [RegistrationNumber: EmployerFiled] = [:]
    var notices: [NoticeName: Notice] = [:]
    var persons: [ResidentID: Person] = [:]
  }

  private let state: State
  private let found: LookupResults
  private var overlay = Overlay()
  private var events: [Event] = []
  private var problems: [ImportProblem] = []
  private var bytes = 0

  private init(_ state: State, _ found: LookupResults) {
    self.state = state
    self.found = found
  }

  /// Returns the events of a slice, the last of them `importSliceApplied`, which moves the cursor.
  /// Everything that the slice needs (``SliceNeeds``) must be in memory or known not to exist.
  static func events(
    of slice: Slice, _ batch: ImportBatch, _ state: State, _ found: LookupResults
  ) -> [Event] {
    var rules = SliceRules(state, found)
    var next = batch
    for row in slice.rows {
      let problemsBefore = rules.problems.count
      rules.apply(row.record)
      next.cursor = row.sortKey
      if rules.problems.count > problemsBefore { next.rejected += 1 } else { next.applied += 1 }
      if rules.bytes > eventsBytesMax { break }
    }
    if slice.rows.isEmpty { next.phase = .applied }
    return rules.events + [
      .imports(.importSliceApplied(ImportSliceApplied(batch: next, problems: rules.problems)))
    ]
  }

  private mutating func apply(_ record: ImportRecord) {
    do throws(RecordProblem) {
      if let employer = record.employer { return try file(employer) }
      if let person = record.person { return try file(person) }
      if let notice = record.notice { return try file(notice) }
      if let withdraw = record.withdraw { return try apply(withdraw) }
      throw RecordProblem(.empty, "该行没有内容")
    } catch {
      let problem = error.at(line: record.line)
      bytes += Protocol.size(of: problem)
      problems.append(problem)
    }
  }

  private mutating func file(_ record: EmployerRecord) throws(RecordProblem) {
    let (registration, enrolments) = try ImportParsing.parse(record)
    let event = EmployerFiled(file: registration, enrolments: enrolments)
    guard registered(registration.number) != event else { return }
    overlay.registrations[registration.number] = event
    bytes += Protocol.size(of: event)
    events.append(.employer(.employerFiled(event)))
  }

  private mutating func file(_ record: PersonRecord) throws(RecordProblem) {
    // The resident ID first: the known person's own state goes into the result.
    let resident = try RecordFields.resident(record.resident)
    let known = overlay.persons[resident] ?? state.persons[resident]
    let person = try ImportParsing.parse(record, known: known)
    guard person != known else { return }
    overlay.persons[resident] = person
    let event = PersonFiled(person: person)
    bytes += Protocol.size(of: event)
    events.append(.person(.personFiled(event)))
    if let known { end(sessionsOf: person, since: known) }
  }

  /// Ends the sessions under identities that the person no longer holds.
  private mutating func end(sessionsOf person: Person, since known: Person) {
    let lost = known.identities.filter { held in
      !person.identities.contains { $0.isSame(as: held) }
    }
    guard !lost.isEmpty else { return }
    let ended = state.sessions.values.filter { session in
      session.resident == person.resident
        && lost.contains {
          $0.registration == session.registration && $0.kind == session.identity
        }
    }
    for session in ended.map(\.id).sorted() {
      let event = SessionFinished(session: session, why: .forced)
      bytes += Protocol.size(of: event)
      events.append(.session(.sessionFinished(event)))
    }
  }

  private mutating func file(_ record: NoticeRecord) throws(RecordProblem) {
    let (registration, notice) = try ImportParsing.parse(record)
    try checkEmployer(registration)
    let name = NoticeName(registration: registration, number: notice.number)
    switch NoticeReplacement.file(notice, over: self.notice(name)) {
    case .same: return
    case .forbidden(let problem): throw problem
    case .apply:
      overlay.notices[name] = notice
      let event = NoticeFiled(registration: registration, notice: notice)
      bytes += Protocol.size(of: event)
      events.append(.employer(.noticeFiled(event)))
    }
  }

  private mutating func apply(_ record: WithdrawRecord) throws(RecordProblem) {
    let (registration, number) = try ImportParsing.parse(record)
    try checkEmployer(registration)
    let name = NoticeName(registration: registration, number: number)
    let old = notice(name)
    switch NoticeReplacement.withdraw(number, old) {
    case .same: return
    case .forbidden(let problem): throw problem
    case .apply:
      overlay.notices[name] = old?.withdrawn
      let event = NoticeWithdrawn(registration: registration, notice: number)
      bytes += Protocol.size(of: event)
      events.append(.employer(.noticeWithdrawn(event)))
    }
  }

  private func checkEmployer(_ registration: RegistrationNumber) throws(RecordProblem) {
    guard registered(registration) != nil else {
      throw RecordProblem(.employerUnknown, "没有登记序号为 \(registration) 的单位")
    }
  }

  private func registered(_ number: RegistrationNumber) -> EmployerFiled? {
    if let filed = overlay.registrations[number] { return filed }
    guard let employer = state.employers[number] else { return nil }
    return EmployerFiled(file: employer.registration, enrolments: employer.enrolments)
  }

  private func notice(_ name: NoticeName) -> Notice? {
    overlay.notices[name] ?? state.employers[name.registration]?.notices[name.number]
      ?? found.notices[name] ?? nil
  }
}

/// The lookups that a slice needs before it can be applied.
package enum SliceNeeds {
  /// Returns the lookups that are missing: employers and persons; then, of an employer in memory,
  /// the notices that are not, since a wholly paid or withdrawn one is in the books only. An
  /// employer whom the books do not know has none.
  static func missing(_ slice: Slice, _ state: State, _ found: LookupResults) -> Set<Lookup> {
    var missing: Set<Lookup> = []
    for row in slice.rows {
      if let resident = (row.record.person?.resident).flatMap({ ResidentID(text: $0) }),
        state.persons[resident] == nil, !found.absentPersons.contains(resident)
      {
        missing.insert(.person(resident))
      }
      guard let registration = registration(row.record) else { continue }
      if let employer = state.employers[registration] {
        guard let number = notice(row.record), employer.notices[number] == nil else { continue }
        let name = NoticeName(registration: registration, number: number)
        guard found.notices[name] == nil else { continue }
        if !found.absentEmployers.contains(registration) { missing.insert(.notice(name)) }
      } else if !found.absentEmployers.contains(registration) {
        missing.insert(.employer(registration))
      }
    }
    return missing
  }

  /// Adds the notices that were read with a slice to the results, for employers that no operation
  /// has changed since; others may be out of date and are looked up.
  static func adoptNotices(of slice: Slice, _ state: State, _ found: inout LookupResults) {
    for (name, notice) in slice.notices where found.notices[name] == nil {
      guard let sequence = state.employers[name.registration]?.sequence, sequence <= slice.mark
      else { continue }
      found.notices[name] = .some(notice)
    }
  }

  package static func names(_ rows: [SliceRow]) -> Set<NoticeName> {
    Set(
      rows.compactMap { row in
        guard let registration = registration(row.record), let number = notice(row.record)
        else { return nil }
        return NoticeName(registration: registration, number: number)
      })
  }

  static func employers(_ slice: Slice) -> Set<RegistrationNumber> {
    Set(slice.rows.compactMap { registration($0.record) })
  }

  private static func registration(_ record: ImportRecord) -> RegistrationNumber? {
    let text =
      record.employer?.registration ?? record.notice?.registration
      ?? record.withdraw?.registration
    return text.flatMap { RegistrationNumber($0) }
  }

  private static func notice(_ record: ImportRecord) -> NoticeNumber? {
    (record.notice?.notice ?? record.withdraw?.notice).flatMap { NoticeNumber(text: $0) }
  }
}
