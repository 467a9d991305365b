/// The requests of declaring (申报, T3).
package enum DeclareRequest: WorkflowRequest {
  /// Declares a notice (申报).
  case save(DeclareSave)
  /// Voids a declaration made in this month (申报作废).
  case void(DeclareVoid)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .save(let m): reader.read(DeclareMethods.save, m)
    case .void(let m): reader.read(DeclareMethods.void, m)
    }
  }
}

package enum DeclareMethods {
  package static let save = MethodDefinition(
    0x0158, "declare.save", .clerk(.change), .keyed { $0.notice.text }, .refusedInRecovery,
    DeclareSave.self, DeclareResult.self
  ) { .declare(.save($0)) }
  package static let void = MethodDefinition(
    0x0159, "declare.void", .clerk(.change), .keyed { $0.notice.text }, .refusedInRecovery,
    DeclareVoid.self, DeclareResult.self
  ) { .declare(.void($0)) }

  static let definitions: [AnyMethodDefinition] = [save.untyped, void.untyped]
}

/// Declares a notice, with the amount that the clerk confirmed (保存提交, T3).
package struct DeclareSave: Message {
  package static let name: StaticString = "DeclareSave"
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// The notice's version as the clerk saw it; another current version is refused.
  package let version: UInt32
  /// The notice's amount as the clerk confirmed it.
  package let amount: Money

  package init(notice: NoticeNumber, version: UInt32, amount: Money) {
    self.notice = notice
    self.version = version
    self.amount = amount
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice),
      version: c.number32(2, "version", m?.version),
      amount: c.money(3, "amount", m?.amount))
  }
}

/// Voids a declaration of this month (申报作废).
package struct DeclareVoid: Message {
  package static let name: StaticString = "DeclareVoid"
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// The notice's version as the clerk saw it; another current version is refused.
  package let version: UInt32

  package init(notice: NoticeNumber, version: UInt32) {
    self.notice = notice
    self.version = version
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice),
      version: c.number32(2, "version", m?.version))
  }
}

/// The notice after it was declared, or after its declaration was voided.
package struct DeclareResult: Message {
  package static let name: StaticString = "DeclareResult"
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// The to-do's new state. Absent: nothing is due (无需缴款), so it is no longer a to-do.
  package let status: TodoStatus?
  /// The notice's amount.
  package let amount: Money
  /// The manual's sentence, in Chinese.
  package let text: String

  package init(notice: NoticeNumber, status: TodoStatus? = nil, amount: Money, text: String) {
    self.notice = notice
    self.status = status
    self.amount = amount
    self.text = text
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice),
      status: c.maybe(2, "status", m?.status),
      amount: c.money(3, "amount", m?.amount),
      text: c.text(4, "text", m?.text, max: 200))
  }
}
