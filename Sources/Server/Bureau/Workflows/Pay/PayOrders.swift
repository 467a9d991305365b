internal import Protocol

/// The orders (指令) to a bank about an attempt: debit (扣款) and settle (查询结果).
enum PayOrders {
  /// The most rows of a ticket (电子税票).
  static let rowsMax = 14

  /// Returns a debit's reference (交易流水号): its ticket number in the low half, zero in the high half.
  static func reference(_ number: TicketNumber) -> Id128 { Id128(high: 0, low: number.number) }

  /// Returns the ticket number in a reference; nil for a reference that is no debit's.
  static func number(_ reference: Id128) -> TicketNumber? {
    reference.high == 0 ? TicketNumber(number: reference.low) : nil
  }

  static func settle(_ attempt: Attempt) -> SettleOrder {
    SettleOrder(reference: reference(attempt.number), digest: attempt.digest)
  }

  /// Returns the debit order of an attempt; nil where agreement, notice or registration have
  /// changed since its digest was made, as a bank refuses a reference under another digest.
  static func unchanged(
    _ attempt: Attempt, of employer: Employer, _ digests: any Digests
  ) -> BankOrder? {
    guard let number = attempt.agreement, let agreement = employer.agreements[number],
      let notice = employer.notices[attempt.notice],
      digest(attempt, agreement, notice, employer.registration, digests) == attempt.digest
    else { return nil }
    return order(attempt, agreement, notice, employer.registration, digest: attempt.digest)
  }

  /// Returns the debit order of an attempt, made of the employer's present data; nil where the
  /// agreement or the notice is not there.
  static func debit(_ attempt: Attempt, of employer: Employer) -> BankOrder? {
    guard let number = attempt.agreement, let agreement = employer.agreements[number],
      let notice = employer.notices[attempt.notice]
    else { return nil }
    return order(attempt, agreement, notice, employer.registration, digest: attempt.digest)
  }

  /// Returns the digest over a debit's terms: all that its order says, with a digest of zero.
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

  /// Returns a row (税票明细) for each fee and each late fee. Beyond ``rowsMax`` the last row is the
  /// sum of the rest, named "详见附表".
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

  /// Returns the item's name with "滞纳金" (late fee) behind it; of a long name the end is cut, never
  /// the word.
  static func lateFeeName(_ item: String) -> String {
    let word = "滞纳金"
    var name = item.unicodeScalars
    while String(name).utf8.count + word.utf8.count > TicketRow.nameBytesMax { name.removeLast() }
    return String(name) + word
  }
}
