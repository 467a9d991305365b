internal import Protocol

/// What a bank is told of an attempt.
enum PayOrders {
  /// The most rows of a ticket (电子缴款凭证).
  static let rowsMax = 14

  /// A debit's reference: its ticket number in the low half.
  static func reference(_ number: TicketNumber) -> Id128 { Id128(high: 0, low: number.number) }

  /// The attempt that a reference names.
  static func number(_ reference: Id128) -> TicketNumber? {
    reference.high == 0 ? TicketNumber(number: reference.low) : nil
  }

  static func settle(_ attempt: Attempt) -> SettleOrder {
    SettleOrder(reference: reference(attempt.number), digest: attempt.digest)
  }

  /// The debit order of an attempt whose terms are still those of its digest; nil where what it is
  /// made of has changed since: a bank refuses a reference under another digest.
  static func unchanged(
    _ attempt: Attempt, of employer: Employer, _ digests: any Digests
  ) -> BankOrder? {
    guard let number = attempt.agreement, let agreement = employer.agreements[number],
      let notice = employer.notices[attempt.notice],
      digest(attempt, agreement, notice, employer.registration, digests) == attempt.digest
    else { return nil }
    return order(attempt, agreement, notice, employer.registration, digest: attempt.digest)
  }

  /// The debit order of an attempt made of what the employer has now; nil where the attempt has no
  /// agreement.
  static func debit(_ attempt: Attempt, of employer: Employer) -> BankOrder? {
    guard let number = attempt.agreement, let agreement = employer.agreements[number],
      let notice = employer.notices[attempt.notice]
    else { return nil }
    return order(attempt, agreement, notice, employer.registration, digest: attempt.digest)
  }

  /// The digest over a debit's terms: everything that its order says.
  static func digest(
    _ attempt: Attempt, _ agreement: AgreementState, _ notice: Notice,
    _ registration: Registration, _ digests: any Digests
  ) -> Digest256 {
    digests.plain(encode(order(attempt, agreement, notice, registration, digest: .zero)))
  }

  private static func order(
    _ attempt: Attempt, _ agreement: AgreementState, _ notice: Notice,
    _ registration: Registration, digest: Digest256
  ) -> BankOrder {
    BankOrder(
      kind: .debit, reference: reference(attempt.number), digest: digest,
      agreement: agreement.number, account: agreement.entered.account,
      accountName: agreement.entered.accountName, taxpayer: registration.taxpayer,
      office: agreement.entered.office, amount: PaymentView.total(attempt),
      rows: rows(attempt, notice), openingBank: agreement.entered.openingBank,
      accountKind: agreement.entered.accountKind)
  }

  /// A row for each fee and each late fee; where that is more than a ticket holds, the last row is
  /// the sum of the rest and refers to the list.
  private static func rows(_ attempt: Attempt, _ notice: Notice) -> [TicketRow] {
    let all = attempt.lines.flatMap { taken -> [TicketRow] in
      let place = Int(taken.number.number) - 1
      guard notice.lines.indices.contains(place) else { return [] }
      return rows(taken, notice.lines[place])
    }
    guard all.count > rowsMax else { return all }
    let kept = all.prefix(rowsMax - 1)
    let rest = all.dropFirst(rowsMax - 1).reduce(into: Int64(0)) { $0 &+= $1.amount.fen }
    return kept + [
      TicketRow(
        name: "详见附表", from: notice.period.from, through: notice.period.through,
        amount: Money(fen: rest) ?? .zero)
    ]
  }

  private static func rows(_ taken: AttemptLine, _ line: Line) -> [TicketRow] {
    let fee = TicketRow(
      name: line.itemName, from: line.period.from, through: line.period.through,
      amount: taken.amount)
    guard taken.lateFee != .zero else { return [fee] }
    let late = TicketRow(
      name: lateFeeName(line.itemName), from: line.period.from,
      through: line.period.through, amount: taken.lateFee)
    return [fee, late]
  }

  /// The item with 滞纳金 behind it: of a long item the end gives way, never the word.
  static func lateFeeName(_ item: String) -> String {
    let word = "滞纳金"
    var name = item.unicodeScalars
    while String(name).utf8.count + word.utf8.count > TicketRow.nameBytesMax { name.removeLast() }
    return String(name) + word
  }
}
