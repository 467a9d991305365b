import Protocol

@testable import Bureau

/// `schema/states.md`: the transition tables, made from the code that decides by them.
enum StateDocument {
  static var text: String {
    ([head] + [lines, attempts, agreements, identities].flatMap { $0 }).joined(separator: "\n")
      + "\n"
  }

  private static let head = """
    # States, and who may do what

    Made from `Sources/Server/Bureau` by `./dev schema`; a test compares it. An empty cell: the
    state forbids the event. A final state never changes; corrections are new operations.
    """

  private static var lines: [String] {
    section(
      "A line 缴费明细", LineStatus.allCases.map { ($0, "\($0)", Words.todo($0)) },
      LineEvent.allCases.map { ($0, "\($0)") }
    ) { LineTable.after($0, $1).map { "\($0)" } }
      + ["", "The to-do page says 未申报 and 未缴费 where the query page says 未缴费 and 未支付."]
  }

  private static var attempts: [String] {
    section(
      "An attempt to pay 缴费", AttemptStatus.allCases.map { ($0, "\($0)", Words.payment($0)) },
      AttemptEvent.allCases.map { ($0, "\($0)") }
    ) { AttemptTable.after($0, $1).map { "\($0)" } }
      + [
        "",
        "Its lines are held in: "
          + AttemptStatus.allCases.filter(AttemptTable.holds).map { "\($0)" }
          .joined(separator: ", ") + ".",
      ]
  }

  private static var agreements: [String] {
    section(
      "An agreement 委托扣款协议",
      AgreementStatus.allCases.map { ($0, "\($0)", Words.agreement($0)) },
      AgreementEvent.allCases.map { ($0, "\($0)") }
    ) { AgreementTable.after($0, $1).map { "\($0)" } }
  }

  /// One table: a row for each state, a column for each event.
  private static func section<State, Event>(
    _ title: String, _ states: [(State, String, String)], _ events: [(Event, String)],
    _ after: (State, Event) -> String?
  ) -> [String] {
    let names = events.map(\.1)
    return ["", "## \(title)", "", row(["state", "word"] + names), rule(names.count + 2)]
      + states.map { state, name, word in
        row([name, word] + events.map { after(state, $0.0) ?? "" })
      }
  }

  private static var identities: [String] {
    let kinds = IdentityKind.allCases
    return ["", "## Who may do what 办税人员身份", "", row(["method"] + kinds.map(Permissions.name))]
      + [rule(kinds.count + 1)]
      + Method.all.compactMap { method in
        guard case .clerk(let group) = method.audience else { return nil }
        return row([method.name] + kinds.map { word(Permissions.right($0, group)) })
      }
  }

  private static func word(_ right: Permissions.Right) -> String {
    switch right {
    case .yes: "yes"
    case .afterScan: "after a scan"
    case .no: ""
    }
  }

  private static func row(_ cells: [String]) -> String {
    "| " + cells.joined(separator: " | ") + " |"
  }

  private static func rule(_ count: Int) -> String {
    row(Array(repeating: "---", count: count))
  }
}
