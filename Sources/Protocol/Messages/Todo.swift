/// The requests about to-dos (待办事项; T1, T2).
public enum TodoRequest: WorkflowRequest {
  /// What is to be declared and paid (T1).
  case list(TodoFilter)
  /// One notice with its lines (T2).
  case show(NoticeReference)

  /// Shows the reader the request's row and its message.
  public func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .list(let m): reader.read(TodoMethods.list, m)
    case .show(let m): reader.read(TodoMethods.show, m)
    }
  }
}

/// The rows of `TodoRequest`.
public enum TodoMethods {
  /// What is to be declared and paid (T1).
  public static let list = MethodRow(
    0x0150, "todo.list", .clerk(.read), .safe, .free,
    TodoFilter.self, TodoList.self
  ) { .todo(.list($0)) }
  /// One notice with its lines (T2).
  public static let show = MethodRow(
    0x0151, "todo.show", .clerk(.read), .safe, .free,
    NoticeReference.self, TodoDetail.self
  ) { .todo(.show($0)) }

  static let rows: [MethodEntry] = [list.entry, show.entry]
}

/// Whose part a line is: 单位缴纳 or 个人缴纳.
public enum LinePart: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "LinePart"

  /// 1 on the wire.
  case employer = 1
  /// 2 on the wire.
  case personal = 2
}

/// 缴费类型: 正常缴费 or 特殊缴费.
public enum NoticeKind: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "NoticeKind"

  /// 1 on the wire.
  case normal = 1
  /// 2 on the wire.
  case special = 2
}

/// The one state of a line.
public enum LineStatus: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "LineStatus"

  /// 1 on the wire.
  case undeclared = 1
  /// 2 on the wire.
  case declared = 2
  /// 3 on the wire.
  case held = 3
  /// 4 on the wire.
  case paid = 4
  /// 5 on the wire.
  case posted = 5
  /// 6 on the wire.
  case nothingDue = 6
  /// 7 on the wire.
  case withdrawn = 7
  /// 8 on the wire.
  case replaced = 8
}

/// A to-do's state: 未申报, 未缴费 or 扣款锁定.
public enum TodoStatus: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "TodoStatus"

  /// 1 on the wire.
  case undeclared = 1
  /// 2 on the wire.
  case unpaid = 2
  /// 3 on the wire.
  case held = 3
}

/// Who assesses a line's late fee (滞纳金).
public enum LateFeeAssessor: UInt8, Choice {
  /// The name in the schema.
  public static let typeName: StaticString = "LateFeeAssessor"

  /// 1 on the wire.
  case agency = 1
  /// 2 on the wire.
  case office = 2
  /// 3 on the wire.
  case none = 3
}

/// Which to-dos are asked for.
public struct TodoFilter: Message {
  /// The name in the schema.
  public static let name: StaticString = "TodoFilter"
  /// Only these; absent: all.
  public let status: TodoStatus?

  /// Makes it of its fields.
  public init(status: TodoStatus? = nil) {
    self.status = status
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      status: c.maybe(1, "status", m?.status))
  }
}

/// One notice that is undeclared or not wholly paid (待办事项, T1).
public struct Todo: Message {
  /// The name in the schema.
  public static let name: StaticString = "Todo"
  /// 告知单号.
  public let notice: NoticeNumber
  /// The notice's version, to be repeated in changes.
  public let version: UInt32
  /// 社保经办机构代码.
  public let agency: AgencyCode
  /// 单位编号.
  public let unit: UnitNumber
  /// Its levies' names, joined by 、.
  public let levies: String
  /// 费款所属期起.
  public let from: Period
  /// 费款所属期止.
  public let through: Period
  /// What the notice comes to.
  public let amount: Money
  /// What is still to be paid, without late fee.
  public let remaining: Money
  /// 缴费期限.
  public let due: BusinessDate
  /// 是否顺序缴费.
  public let sequential: Bool
  /// 缴费类型.
  public let kind: NoticeKind
  /// Its state.
  public let status: TodoStatus
  /// The page's word for it.
  public let statusText: String
  /// The button: 申报 or 继续缴费, or empty.
  public let action: String

  /// Makes it of its fields.
  public init(
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

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct TodoList: Message {
  /// The name in the schema.
  public static let name: StaticString = "TodoList"
  /// By agency, unit, period and number.
  public let todos: [Todo]
  /// What all of them come to, those that are not listed included.
  public let amount: Money
  /// What is still to be paid of all of them.
  public let remaining: Money
  /// How many more there are than are listed.
  public let unlisted: UInt64

  /// Makes it of its fields.
  public init(todos: [Todo], amount: Money, remaining: Money, unlisted: UInt64 = 0) {
    self.todos = todos
    self.amount = amount
    self.remaining = remaining
    self.unlisted = unlisted
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct NoticeReference: Message {
  /// The name in the schema.
  public static let name: StaticString = "NoticeReference"
  /// 告知单号.
  public let notice: NoticeNumber

  /// Makes it of its fields.
  public init(notice: NoticeNumber) {
    self.notice = notice
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      notice: c.value(1, "notice", m?.notice))
  }
}

// Not the `Line` that the bureau keeps, of which it is made: that one has its months as one range,
// and nothing of what is worked out for the day, such as the late fee and what may be ticked.

/// One line of a notice (缴费明细, T4).
public struct NoticeLine: Message {
  /// The name in the schema.
  public static let name: StaticString = "NoticeLine"
  /// Its number within the notice, from 1.
  public let number: UInt32
  /// 征收品目.
  public let item: LevyItemCode
  /// Its name.
  public let itemName: String
  /// 单位缴纳 or 个人缴纳.
  public let part: LinePart
  /// 费款所属期起.
  public let from: Period
  /// 费款所属期止.
  public let through: Period
  /// 缴费人数.
  public let heads: UInt32
  /// 缴费基数.
  public let base: Money
  /// 费率.
  public let rate: Rate
  /// 应缴金额.
  public let amount: Money
  /// 滞纳金 as of today or as frozen in the attempt.
  public let lateFee: Money
  /// Its state.
  public let status: LineStatus
  /// The page's word for it.
  public let statusText: String
  /// 可缓缴至; absent: not deferrable now.
  public let deferrableUntil: BusinessDate?
  /// Whether it is ticked by default or by the request.
  public let selected: Bool
  /// Whether the clerk may tick or untick it.
  public let selectable: Bool
  /// Why it is not selectable, or empty.
  public let reason: String

  /// Makes it of its fields.
  public init(
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

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
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
public struct TodoDetail: Message {
  /// The name in the schema.
  public static let name: StaticString = "TodoDetail"
  /// The to-do.
  public let todo: Todo
  /// Its lines.
  public let lines: [NoticeLine]

  /// Makes it of its fields.
  public init(todo: Todo, lines: [NoticeLine]) {
    self.todo = todo
    self.lines = lines
  }

  /// Its one function: encoding, decoding, size and schema.
  public static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      todo: c.message(1, "todo", m?.todo),
      lines: c.list(2, "lines", m?.lines, max: 512))
  }
}
