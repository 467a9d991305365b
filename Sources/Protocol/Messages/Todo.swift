/// The requests about to-dos (待办事项; T1, T2).
package enum TodoRequest: WorkflowRequest {
  /// What is to be declared and paid (T1).
  case list(TodoFilter)
  /// One notice with its lines (T2).
  case show(NoticeReference)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .list(let m): reader.read(TodoMethods.list, m)
    case .show(let m): reader.read(TodoMethods.show, m)
    }
  }
}

package enum TodoMethods {
  package static let list = MethodDefinition(
    0x0150, "todo.list", .clerk(.read), .safe, .free,
    TodoFilter.self, TodoList.self
  ) { .todo(.list($0)) }
  package static let show = MethodDefinition(
    0x0151, "todo.show", .clerk(.read), .safe, .free,
    NoticeReference.self, TodoDetail.self
  ) { .todo(.show($0)) }

  static let entries: [MethodEntry] = [list.entry, show.entry]
}

/// Whose part a line is: 单位缴纳 or 个人缴纳.
public enum LinePart: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "LinePart"

  case employer = 1
  case personal = 2
}

/// 缴费类型: 正常缴费 or 特殊缴费.
public enum NoticeKind: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "NoticeKind"

  case normal = 1
  case special = 2
}

/// The one state of a line.
public enum LineStatus: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "LineStatus"

  case undeclared = 1
  case declared = 2
  case held = 3
  case paid = 4
  case posted = 5
  case nothingDue = 6
  case withdrawn = 7
  case replaced = 8
}

/// A to-do's state: 未申报, 未缴费 or 扣款锁定.
package enum TodoStatus: UInt8, Choice {
  package static let typeName: StaticString = "TodoStatus"

  case undeclared = 1
  case unpaid = 2
  case held = 3
}

/// Who assesses a line's late fee (滞纳金).
public enum LateFeeAssessor: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "LateFeeAssessor"

  case agency = 1
  case office = 2
  case none = 3
}

/// Which to-dos are asked for.
package struct TodoFilter: Message {
  package static let name: StaticString = "TodoFilter"
  /// Only these; absent: all.
  package let status: TodoStatus?

  package init(status: TodoStatus? = nil) {
    self.status = status
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      status: c.maybe(1, "status", m?.status))
  }
}

/// One notice that is undeclared or not wholly paid (待办事项, T1).
package struct Todo: Message {
  package static let name: StaticString = "Todo"
  /// 告知单号.
  package let notice: NoticeNumber
  /// The notice's version, to be repeated in changes.
  package let version: UInt32
  /// 社保经办机构代码.
  package let agency: AgencyCode
  /// 单位编号.
  package let unit: UnitNumber
  /// Its levies' names, joined by 、.
  package let levies: String
  /// 费款所属期起.
  package let from: Period
  /// 费款所属期止.
  package let through: Period
  /// What the notice comes to.
  package let amount: Money
  /// What is still to be paid, without late fee.
  package let remaining: Money
  /// 缴费期限.
  package let due: BusinessDate
  /// 是否顺序缴费.
  package let sequential: Bool
  /// 缴费类型.
  package let kind: NoticeKind
  /// Its state.
  package let status: TodoStatus
  /// The page's word for it.
  package let statusText: String
  /// The button: 申报 or 继续缴费, or empty.
  package let action: String

  package init(
    notice: NoticeNumber, version: UInt32, agency: AgencyCode, unit: UnitNumber, levies: String,
    from: Period, through: Period, amount: Money, remaining: Money, due: BusinessDate,
    sequential: Bool, kind: NoticeKind, status: TodoStatus, statusText: String, action: String
  ) {
    self.notice = notice
    self.version = version
    self.agency = agency
    self.unit = unit
    self.levies = levies
    self.from = from
    self.through = through
    self.amount = amount
    self.remaining = remaining
    self.due = due
    self.sequential = sequential
    self.kind = kind
    self.status = status
    self.statusText = statusText
    self.action = action
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice),
      version: c.number32(2, "version", m?.version),
      agency: c.value(3, "agency", m?.agency),
      unit: c.value(4, "unit", m?.unit),
      levies: c.text(5, "levies", m?.levies, max: 300),
      from: c.value(6, "from", m?.from),
      through: c.value(7, "through", m?.through),
      amount: c.money(8, "amount", m?.amount),
      remaining: c.money(9, "remaining", m?.remaining),
      due: c.value(10, "due", m?.due),
      sequential: c.flag(11, "sequential", m?.sequential),
      kind: c.choice(12, "kind", m?.kind),
      status: c.choice(13, "status", m?.status),
      statusText: c.text(14, "statusText", m?.statusText, max: 60),
      action: c.text(15, "action", m?.action, max: 30))
  }
}

/// The to-dos (待办事项).
package struct TodoList: Message {
  package static let name: StaticString = "TodoList"
  /// By agency, unit, period and number.
  package let todos: [Todo]
  /// What all of them come to, those that are not listed included.
  package let amount: Money
  /// What is still to be paid of all of them.
  package let remaining: Money
  /// How many more there are than are listed.
  package let unlisted: UInt64

  package init(todos: [Todo], amount: Money, remaining: Money, unlisted: UInt64 = 0) {
    self.todos = todos
    self.amount = amount
    self.remaining = remaining
    self.unlisted = unlisted
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      todos: c.list(1, "todos", m?.todos, max: 2000),
      amount: c.money(2, "amount", m?.amount),
      remaining: c.money(3, "remaining", m?.remaining),
      unlisted: c.number(5, "unlisted", m?.unlisted))
  }
}

/// Names a notice of the employer.
package struct NoticeReference: Message {
  package static let name: StaticString = "NoticeReference"
  /// 告知单号.
  package let notice: NoticeNumber

  package init(notice: NoticeNumber) {
    self.notice = notice
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice))
  }
}

// Not the `Line` that the bureau keeps, of which it is made: that one has its months as one range,
// and nothing of what is worked out for the day, such as the late fee and what may be ticked.

/// One line of a notice (缴费明细, T4).
package struct NoticeLine: Message {
  package static let name: StaticString = "NoticeLine"
  /// Its number within the notice, from 1.
  package let number: UInt32
  /// 征收品目.
  package let item: LevyItemCode
  /// Its name.
  package let itemName: String
  /// 单位缴纳 or 个人缴纳.
  package let part: LinePart
  /// 费款所属期起.
  package let from: Period
  /// 费款所属期止.
  package let through: Period
  /// 缴费人数.
  package let heads: UInt32
  /// 缴费基数.
  package let base: Money
  /// 费率.
  package let rate: Rate
  /// 应缴金额.
  package let amount: Money
  /// 滞纳金 as of today or as frozen in the attempt.
  package let lateFee: Money
  /// Its state.
  package let status: LineStatus
  /// The page's word for it.
  package let statusText: String
  /// 可缓缴至; absent: not deferrable now.
  package let deferrableUntil: BusinessDate?
  /// Whether it is ticked by default or by the request.
  package let selected: Bool
  /// Whether the clerk may tick or untick it.
  package let selectable: Bool
  /// Why it is not selectable, or empty.
  package let reason: String

  package init(
    number: UInt32, item: LevyItemCode, itemName: String, part: LinePart, from: Period,
    through: Period, heads: UInt32, base: Money, rate: Rate, amount: Money, lateFee: Money,
    status: LineStatus, statusText: String, deferrableUntil: BusinessDate? = nil, selected: Bool,
    selectable: Bool, reason: String
  ) {
    self.number = number
    self.item = item
    self.itemName = itemName
    self.part = part
    self.from = from
    self.through = through
    self.heads = heads
    self.base = base
    self.rate = rate
    self.amount = amount
    self.lateFee = lateFee
    self.status = status
    self.statusText = statusText
    self.deferrableUntil = deferrableUntil
    self.selected = selected
    self.selectable = selectable
    self.reason = reason
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      number: c.number32(1, "number", m?.number),
      item: c.value(2, "item", m?.item),
      itemName: c.text(3, "itemName", m?.itemName, max: 120),
      part: c.choice(4, "part", m?.part),
      from: c.value(5, "from", m?.from),
      through: c.value(6, "through", m?.through),
      heads: c.number32(7, "heads", m?.heads),
      base: c.money(8, "base", m?.base),
      rate: c.value(9, "rate", m?.rate),
      amount: c.money(10, "amount", m?.amount),
      lateFee: c.money(11, "lateFee", m?.lateFee),
      status: c.choice(12, "status", m?.status),
      statusText: c.text(13, "statusText", m?.statusText, max: 60),
      deferrableUntil: c.maybe(14, "deferrableUntil", m?.deferrableUntil),
      selected: c.flag(15, "selected", m?.selected),
      selectable: c.flag(16, "selectable", m?.selectable),
      reason: c.text(17, "reason", m?.reason, max: 200))
  }
}

/// A to-do with its lines.
package struct TodoDetail: Message {
  package static let name: StaticString = "TodoDetail"
  /// The to-do.
  package let todo: Todo
  /// Its lines.
  package let lines: [NoticeLine]

  package init(todo: Todo, lines: [NoticeLine]) {
    self.todo = todo
    self.lines = lines
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      todo: c.message(1, "todo", m?.todo),
      lines: c.list(2, "lines", m?.lines, max: 512))
  }
}
