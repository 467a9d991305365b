package import Protocol

/// A decision's result: durable events, volatile changes, orders for partners, and the answer.
package struct Decision: Sendable {
  /// Events; one operation of the journal if there is at least one.
  package var events: [Event]
  /// Changes of the volatile state, which a restart loses.
  package var volatile: [VolatileChange]
  /// Orders for partners, sent once the events are durable.
  package var orders: [Order]
  package var answer: Answer

  package init(
    _ answer: Answer, events: [Event] = [], volatile: [VolatileChange] = [], orders: [Order] = []
  ) {
    self.answer = answer
    self.events = events
    self.volatile = volatile
    self.orders = orders
  }

  /// Returns a decision that replies and changes nothing.
  package static func reply(_ reply: any Message) -> Decision { Decision(.reply(reply)) }
}

/// The answer to a request, or the reason that it has none yet.
package enum Answer: Sendable {
  case reply(any Message)
  /// A refusal whose events are recorded. A thrown refusal records nothing.
  case refusal(Refusal)
  /// None yet: the request is decided again when the key is woken, or when its deadline is near.
  case wait(WaitKey)
  /// None yet: the request is decided again with the key that scrypt derived from the password.
  case derive(Derivation)
  /// A reader thread answers from the books, once they have the operation that the answer rests on.
  case query(BooksQuery)
  /// A feed is open; its items follow.
  case stream(FeedKind)
}

/// A password for scrypt to derive a key from. In memory only, never journaled.
package struct Derivation: Sendable {
  /// The password in UTF-8.
  package var password: [UInt8]
  package var salt: [UInt8]
  package var cost: ScryptParameters
  /// The person whose password it may be, not evicted until the derivation returns.
  package var resident: ResidentID?
}

/// The change that a waiting request waits for.
package enum WaitKey: Sendable, Hashable {
  /// The attempt changes its status.
  case attempt(TicketNumber)
  /// A payment with this scope and key is requested.
  case key(Digest256, Id128)
  /// The agreement changes its status.
  case agreement(RegistrationNumber, AgreementNumber)
  /// The login changes or ends, or its scan is answered.
  case login(Id128)
  /// The session's step-up scan is answered, or the session ends.
  case session(Id128)
}

/// A feed (指令流) of one partner.
package enum FeedKind: Sendable, Hashable {
  /// Debits and agreement orders for a bank.
  case orders(BankNumber)
  /// Settle orders (查询结果) for a bank.
  case settles(BankNumber)
  /// Text messages (短信) for the gateway.
  case messages
}

/// An order (指令) to be sent on a feed.
package enum Order: Sendable, Equatable {
  /// A debit or an agreement order for a bank.
  case bank(BankNumber, BankOrder)
  /// A settle order (查询结果) for a bank.
  case settle(BankNumber, SettleOrder)
  /// A debit that waits for credit on its bank's feed. Handing it out is an operation of its own.
  case waiting(BankNumber, TicketNumber)
  /// A text message (短信). The digits of its code are filled in when it is sent.
  case message(SmsOrder)
}

/// A query that a reader thread answers from the books: history, and officers' lists.
package enum BooksQuery: Sendable, Equatable {
  /// The fees that an employer has paid (已缴纳, Q1).
  case paid(RegistrationNumber, QueryFilter)
  /// A notice's lines from the books (Q2), as of a business day.
  case notice(RegistrationNumber, NoticeNumber, on: BusinessDate)
  /// An employer's payments, the newest first.
  case payments(RegistrationNumber, PaymentFilter)
  /// One payment by its number, without its lines: answered as `Payment`.
  case status(RegistrationNumber, TicketNumber)
  /// One payment by its number, with its lines.
  case payment(RegistrationNumber, TicketNumber)
  /// The problems of an import, from the line after `after` on.
  case problems(Id128, after: UInt64)
  /// Attempts that wait for an officer (待税务机关核实): attempts that a bank contradicted, or that are
  /// unknown and were handed out at or before a real time.
  case officerAttempts(before: Timestamp)
  /// One attempt with its lines, of any employer.
  case officerAttempt(TicketNumber, before: Timestamp)
}
