import Protocol
import Terminal

/// The output of to-dos and their lines (缴费明细).
enum TodoOutput {
  static func period(_ from: Period, _ through: Period) -> String {
    from == through ? "\(from)" : "\(from)..\(through)"
  }

  static func kind(_ kind: NoticeKind) -> Phrase {
    switch kind {
    case .normal: Phrase("正常缴费", "normal")
    case .special: Phrase("特殊缴费", "special")
    }
  }

  static func part(_ part: LinePart) -> Phrase {
    switch part {
    case .employer: Phrase("单位缴纳", "employer")
    case .personal: Phrase("个人缴纳", "personal")
    }
  }

  static func of(_ todos: [Todo]) -> Table {
    Table(
      [
        Column("notice", Phrase("告知单号", "notice")),
        Column("unit", Phrase("单位编号", "unit")),
        Column("levies", Phrase("征收项目", "levies"), widthMax: 40),
        Column("period", Phrase("所属期", "period")),
        Column("status", Phrase("状态", "status")),
        Column("amount", Phrase("应缴(元)", "amount"), .right),
        Column("remaining", Phrase("未缴(元)", "unpaid"), .right),
        Column("due", Phrase("缴费期限", "due")),
        Column("sequential", Phrase("顺序", "in order")),
        Column("kind", Phrase("缴费类型", "kind")),
        Column("action", Phrase("操作", "action")),
      ],
      todos.map { todo in
        [
          .text(todo.notice.text), .text(todo.unit.text), .text(todo.levies),
          .text(period(todo.from, todo.through)), .text(todo.statusText),
          .money(fen: todo.amount.fen), .money(fen: todo.remaining.fen), .text("\(todo.due)"),
          .yesNo(todo.sequential), .phrase(kind(todo.kind)), .text(todo.action),
        ]
      })
  }

  static func fields(_ todo: Todo) -> FieldList {
    FieldList([
      (Phrase("告知单号", "notice"), .text(todo.notice.text)),
      (Phrase("版本", "version"), .number(Int64(todo.version))),
      (Phrase("经办机构", "agency"), .text(todo.agency.text)),
      (Phrase("单位编号", "unit"), .text(todo.unit.text)),
      (Phrase("征收项目", "levies"), .text(todo.levies)),
      (Phrase("所属期", "period"), .text(period(todo.from, todo.through))),
      (Phrase("应缴(元)", "amount"), .money(fen: todo.amount.fen)),
      (Phrase("未缴(元)", "unpaid"), .money(fen: todo.remaining.fen)),
      (Phrase("缴费期限", "due"), .text("\(todo.due)")),
      (Phrase("是否顺序缴费", "in order"), .yesNo(todo.sequential)),
      (Phrase("缴费类型", "kind"), .phrase(kind(todo.kind))),
      (Phrase("状态", "status"), .text(todo.statusText)),
    ])
  }

  static func lines(_ lines: [NoticeLine]) -> Table {
    Table(
      [
        Column("line", Phrase("行", "line"), .right),
        Column("selected", Phrase("勾选", "ticked")),
        Column("item", Phrase("征收品目", "item"), widthMax: 44),
        Column("part", Phrase("缴纳方", "part")),
        Column("period", Phrase("所属期", "period")),
        Column("heads", Phrase("人数", "heads"), .right),
        Column("base", Phrase("基数(元)", "base"), .right),
        Column("rate", Phrase("费率", "rate"), .right),
        Column("amount", Phrase("应缴(元)", "amount"), .right),
        Column("lateFee", Phrase("滞纳金(元)", "late fee"), .right),
        Column("status", Phrase("状态", "status")),
        Column("deferrable", Phrase("可缓缴至", "deferrable until")),
      ],
      lines.map { line in
        [
          .number(Int64(line.number)), .yesNo(line.selected), .text(line.itemName),
          .phrase(part(line.part)), .text(period(line.from, line.through)),
          .number(Int64(line.heads)), .money(fen: line.base.fen), .text("\(line.rate)"),
          .money(fen: line.amount.fen), .money(fen: line.lateFee.fen), .text(line.statusText),
          .text(line.deferrableUntil.map { "\($0)" } ?? ""),
        ]
      })
  }
}
