import Bureau
import Fixtures
import Protocol

extension Prediction {
  /// Returns how an answer differs from the prediction; nil if it does not.
  func difference(_ body: OutputBody, _ method: Method) -> String? {
    switch body {
    case .refusal(let refusal, _): differs(refusal)
    case .reply(let reply): isLike(reply) ? nil : "answered \(reply), predicted \(self)"
    case .stored(let bytes): differs(stored: bytes, method)
    case .item, .end: "a unary call got \(body)"
    }
  }

  private func differs(_ refusal: Refusal) -> String? {
    switch self {
    case .refused(let codes, let naming):
      guard codes.contains(refusal.code.rawValue) else { break }
      guard let naming, !refusal.text.contains(naming) else { return nil }
      return "the refusal does not name \(naming): \(refusal.text)"
    case .counted(let code, let left) where refusal.code.rawValue == code && refusal.left == left:
      return nil
    case .counted, .declared, .previewed, .paying, .todos, .agreement, .clock, .done, .stored: break
    }
    return "refused with \(refusal.code.rawValue), predicted \(self)"
  }

  private func differs(stored bytes: [UInt8], _ method: Method) -> String? {
    guard case .stored(let first) = self else { return "stored, but predicted \(self)" }
    do throws(Malformed) {
      guard case .reply(let body) = StoredReply(bytes) else {
        guard case .refusal(let refusal) = StoredReply(bytes) else { return "stored nothing" }
        return first.differs(refusal)
      }
      let reply = try method.reply(body)
      return first.isLike(reply) ? nil : "stored \(reply), predicted \(first)"
    } catch {
      return "the stored reply does not decode: \(error)"
    }
  }

  private func isLike(_ reply: any Message) -> Bool {
    switch (self, reply) {
    case (.declared(let status, let fen), let result as DeclareResult):
      result.status == status && result.amount.fen == fen
    case (.previewed(let terms, let allowed), let preview as Preview):
      preview.isLike(terms, byAgreement: allowed)
    case (.paying(let attempt), let payment as Payment): payment.isLike(attempt)
    case (.todos(let notices), let list as TodoList):
      list.todos.count == notices.count
        && zip(list.todos, notices).allSatisfy { $0.isLike($1) }
        && list.remaining.fen == notices.reduce(0) { $0 + $1.open }
    case (.agreement(let agreement), let shown as Agreement):
      shown.number == agreement.number && shown.status == agreement.status
        && shown.automatic == agreement.automatic && shown.office == agreement.office
    case (.clock(let business), let clock as ClockState): clock.business == business
    case (.done, is Done): true
    default: false
    }
  }
}

extension ModelNotice {
  fileprivate var open: Int64 { lines.filter(\.isOpen).reduce(0) { $0 + $1.amount } }

  fileprivate var todoStatus: TodoStatus {
    if lines.contains(where: { $0.status == .undeclared }) { return .undeclared }
    return isHeld ? .held : .unpaid
  }
}

extension Todo {
  /// Whether both are the same to-do (T1, T2).
  fileprivate func isLike(_ other: ModelNotice) -> Bool {
    notice == other.number && version == other.version && unit == other.unit
      && amount.fen == other.amount && remaining.fen == other.open && due == other.due
      && sequential == other.sequential && (kind == .special) == other.special
      && status == other.todoStatus
      && action == ["申报", "继续缴费", ""][Int(other.todoStatus.rawValue) - 1]
  }
}

extension Preview {
  fileprivate func isLike(_ terms: Terms, byAgreement: Bool) -> Bool {
    let selected = lines.filter(\.selected).map {
      ModelTaken(
        number: Fixture.sure(LineNumber(number: UInt64($0.number))), amount: $0.amount.fen,
        lateFee: $0.lateFee.fen)
    }
    let option = methods.first { $0.method == .agreement }
    return todo.notice == terms.notice && todo.version == terms.version && day == terms.day
      && selected == terms.taken && amount.fen == terms.amount && lateFee.fen == terms.lateFee
      && total.fen == terms.total && option?.allowed == byAgreement
      && (option?.reason.isEmpty == byAgreement)
  }
}

extension Payment {
  fileprivate func isLike(_ attempt: ModelAttempt) -> Bool {
    number == attempt.number && notice == attempt.terms.notice && status == attempt.status
      && amount.fen == attempt.terms.amount && lateFee.fen == attempt.terms.lateFee
      && total.fen == attempt.terms.total && bank == attempt.bank && final == !attempt.isLive
      && (status == .succeeded) == !receipt.isEmpty
  }
}
