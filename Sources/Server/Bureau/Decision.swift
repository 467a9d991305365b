package import Protocol

/// What a decision comes to: durable events, passing changes, orders that go out, and the answer.
package struct Decision: Sendable {
  /// Durable; one operation of the journal where there is at least one.
  package var events: [Event]
  /// Changes of the volatile state, which a restart forgets.
  package var volatile: [VolatileChange]
  /// Orders for partners, which leave once the events are durable.
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

  /// A reply without a change.
  package static func reply(_ reply: any Message) -> Decision { Decision(.reply(reply)) }
}

/// What a request gets.
package enum Answer: Sendable {
  case reply(any Message)
  /// A refusal that leaves a trace; a thrown one leaves none.
  case refusal(Refusal)
  /// Nothing yet: it is asked again when the thing moves, or when its deadline is near.
  case wait(WaitKey)
  /// Nothing yet: it is asked again with what scrypt made of the password.
  case derive(Derivation)
  /// A reader answers, once the books have what the answer rests on.
  case query(BooksQuery)
  /// A stream is open; its items come later.
  case stream(FeedKind)
}

/// A password for scrypt; it lives in memory only.
package struct Derivation: Sendable {
  /// The password's bytes.
  package var password: [UInt8]
  package var salt: [UInt8]
  package var cost: ScryptParameters
  /// The person whose password it may be: stays in memory until it comes back.
  package var resident: ResidentID?
}

/// What a waiting request waits for.
package enum WaitKey: Sendable, Hashable {
  /// An attempt moves.
  case attempt(TicketNumber)
  /// A payment's key names an attempt.
  case key(Digest256, Id128)
  /// An agreement moves.
  case agreement(RegistrationNumber, AgreementNumber)
  /// A login moves.
  case login(Id128)
  /// A session moves.
  case session(Id128)
}

/// Which feed of a partner.
package enum FeedKind: Sendable, Hashable {
  /// A bank's debits and agreement orders.
  case orders(BankNumber)
  /// A bank's settle orders.
  case settles(BankNumber)
  /// The SMS gateway's messages.
  case messages
}

/// An order that goes out on a feed.
package enum Order: Sendable, Equatable {
  /// A debit or an agreement order for a bank.
  case bank(BankNumber, BankOrder)
  /// A settle order for a bank.
  case settle(BankNumber, SettleOrder)
  /// A debit that waits for credit on its bank's feed; handing it out is an operation of its own.
  case waiting(BankNumber, TicketNumber)
  /// A message; its code's digits are put in when it leaves.
  case message(SmsOrder)
}

/// History and officers' lists, read from the books.
package enum BooksQuery: Sendable, Equatable {
  /// 已缴纳 of an employer (Q1).
  case paid(RegistrationNumber, QueryFilter)
  /// A notice's lines from the books (Q2), as of a business day.
  case notice(RegistrationNumber, NoticeNumber, on: BusinessDate)
  /// An employer's payments, the newest first.
  case payments(RegistrationNumber, PaymentFilter)
  /// One payment without its lines, by its number: answered as `Payment`.
  case status(RegistrationNumber, TicketNumber)
  /// One payment with its lines, by its number.
  case payment(RegistrationNumber, TicketNumber)
  /// An import's problems.
  case problems(Id128, after: UInt64)
  /// Attempts that wait for an officer: contradicted, or unknown and handed out at or before a real
  /// time.
  case officerAttempts(before: Timestamp)
  /// One attempt with its lines, whoever's it is.
  case officerAttempt(TicketNumber, before: Timestamp)
}
