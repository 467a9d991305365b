/// The requests about to-dos (待办事项; T1, T2).
package enum TodoRequest: WorkflowRequest {
  /// Lists the notices to be declared or paid (T1).
  case list(TodoFilter)
  /// Shows one notice with its lines (T2).
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

  static let definitions: [AnyMethodDefinition] = [list.untyped, show.untyped]
}

/// The bearer of a line.
public enum LinePart: UInt8, Choice {
  public static let typeName: StaticString = "LinePart"

  /// 单位缴纳: the employer's part.
  case employer = 1
  /// 个人缴纳: the employees' part.
  case personal = 2
}

/// 缴费类型: the kind of payment.
public enum NoticeKind: UInt8, Choice {
  public static let typeName: StaticString = "NoticeKind"

  /// 正常缴费.
  case normal = 1
  /// 特殊缴费: cannot be paid by agreement (T8).
  case special = 2
}

/// The state of a line (缴费明细). Pages show it in words of their own (Q3).
public enum LineStatus: UInt8, Choice {
  public static let typeName: StaticString = "LineStatus"

  /// 未申报: as the agency sent it.
  case undeclared = 1
  /// 未缴费: declared, and free to be paid. The query says 未支付.
  case declared = 2
  /// 扣款锁定: in a payment attempt that is not final.
  case held = 3
  /// 已缴费: the bank's receipt is there.
  case paid = 4
  /// 已入库: the bank's day-end list has the payment too.
  case posted = 5
  /// 无需缴款: declared, and the notice comes to zero.
  case nothingDue = 6
  /// 已撤回: the agency took the notice back.
  case withdrawn = 7
  /// 已更正: the agency sent a higher version of the notice.
  case replaced = 8
}

/// The state of a to-do (待办事项), from the states of its lines.
package enum TodoStatus: UInt8, Choice {
  package static let typeName: StaticString = "TodoStatus"

  /// 未申报.
  case undeclared = 1
  /// 未缴费.
  case unpaid = 2
  /// 扣款锁定: a payment attempt holds lines of it.
  case held = 3
}

/// The assessor of a line's late fee (滞纳金).
public enum LateFeeAssessor: UInt8, Choice {
  public static let typeName: StaticString = "LateFeeAssessor"

  /// 社保经办机构: the agency's affair; none is computed here.
  case agency = 1
  /// 税务机关: computed here, for the day of payment.
  case office = 2
  /// 不加收滞纳金: the line bears none.
  case none = 3
}

/// The to-dos to list.
package struct TodoFilter: Message {
  package static let name: StaticString = "TodoFilter"
  /// Only to-dos in this state; absent: all.
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

/// A notice that is undeclared or not wholly paid (待办事项, T1).
package struct Todo: Message {
  package static let name: StaticString = "Todo"
  /// 告知单号: the notice number.
  package let notice: NoticeNumber
  /// The notice's version, which changes must repeat.
  package let version: UInt32
  /// 社保经办机构代码: the agency code.
  package let agency: AgencyCode
  /// 单位编号: the employer's unit number at the agency.
  package let unit: UnitNumber
  /// 征收项目: the levies' names, joined by 、.
  package let levies: String
  /// 费款所属期起: the first month.
  package let from: Period
  /// 费款所属期止: the last month, included.
  package let through: Period
  /// 应缴: the notice's amount.
  package let amount: Money
  /// 欠缴: the unpaid part of `amount`, without late fee.
  package let remaining: Money
  /// 缴费期限: the due date, the last day without late fee.
  package let due: BusinessDate
  /// 是否顺序缴费: whether it must be paid in order (T5).
  package let sequential: Bool
  /// 缴费类型: the kind of payment.
  package let kind: NoticeKind
  /// The to-do's state.
  package let status: TodoStatus
  /// The state in Chinese, for display.
  package let statusText: String
  /// The next step's button, 申报 or 继续缴费, or empty (T2).
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

/// The employer's to-dos (待办事项).
package struct TodoList: Message {
  package static let name: StaticString = "TodoList"
  /// In ascending order of agency, unit number, period and notice number.
  package let todos: [Todo]
  /// 应缴: the sum over all to-dos, unlisted ones included.
  package let amount: Money
  /// 欠缴: the unpaid part of `amount`, without late fees.
  package let remaining: Money
  /// The number of further to-dos that are not listed.
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
  /// 告知单号: the notice number.
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

// A view of the bureau's `Line`: months as two fields, and everything that is computed for the day,
// such as the late fee and whether the line may be ticked.

/// One line of a notice (缴费明细, T4).
package struct NoticeLine: Message {
  package static let name: StaticString = "NoticeLine"
  /// The line's number within the notice, from 1.
  package let number: UInt32
  /// 征收品目: the code of the levy item.
  package let item: LevyItemCode
  /// 征收品目: its name.
  package let itemName: String
  /// 单位缴纳 or 个人缴纳: employer's or employees' part.
  package let part: LinePart
  /// 费款所属期起: the first month.
  package let from: Period
  /// 费款所属期止: the last month, included.
  package let through: Period
  /// 缴费人数: the number of people.
  package let heads: UInt32
  /// 缴费基数: the base, which the rate applies to.
  package let base: Money
  /// 费率: the rate.
  package let rate: Rate
  /// 应缴金额: the amount owed, without late fee.
  package let amount: Money
  /// 滞纳金, as of today; in a payment attempt, as it was fixed.
  package let lateFee: Money
  /// The line's state.
  package let status: LineStatus
  /// The state in Chinese, for display.
  package let statusText: String
  /// 可缓缴至: the last day of the deferral; absent where it cannot be deferred today.
  package let deferrableUntil: BusinessDate?
  /// Whether it is to be paid: by default, or because the request ticks it.
  package let selected: Bool
  /// Whether the clerk may tick or untick it.
  package let selectable: Bool
  /// The reason in Chinese where it is not selectable; else empty.
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
  /// The notice's to-do.
  package let todo: Todo
  /// The notice's lines, in ascending order of number.
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
