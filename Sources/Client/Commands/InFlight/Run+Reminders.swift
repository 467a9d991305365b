import Protocol
import Terminal

/// Reminders of requests in flight, before any command.
extension Run {
  /// Notes the caller's payments and changes in flight, and the owners of the others.
  func remindOfInFlight() throws(ErrorReport) {
    let path = invocation.command.path
    guard !["completion", "doctor", "version"].contains(path.first), path != ["pay", "status"]
    else { return }
    let here = try inFlight()
    try remind(ofPayments: here.own)
    try remind(ofChanges: here.own)
    let others = Set(here.others.map(\.owner.words)).sorted()
    guard !others.isEmpty else { return }
    let names = others.joined(separator: " ")
    try note(
      Phrase(
        "尚有结果未确认的业务，请办理人本人登录该单位后查询: \(names)",
        "not confirmed; whoever asked for it has to sign in there: \(names)"))
  }

  private func remind(ofPayments own: [InFlightRequest]) throws(ErrorReport) {
    let payments = own.filter { $0.method == PayMethods.agreement.method }
    guard let first = payments.first else { return }
    try note(
      Phrase(
        "有 \(payments.count) 笔结果未确认: shebao pay status --key \(first.key)",
        "\(payments.count) outcome(s) not confirmed: shebao pay status --key \(first.key)"))
  }

  private func remind(ofChanges own: [InFlightRequest]) throws(ErrorReport) {
    for case .change(let change) in own {
      try note(
        Phrase(
          "变更结果未确认，请重新办理: \(change.words)", "not confirmed, do it again: \(change.words)"))
    }
  }

  /// Returns the requests in flight at this server, the oldest first: the caller's own and others'.
  /// Without a session the realm is unknown here; the server's address is compared instead.
  func inFlight() throws(ErrorReport) -> (own: [InFlightRequest], others: [InFlightRequest]) {
    let owner = try session()?.owner
    let here = try state.inFlight().filter {
      if let owner { $0.owner.realm == owner.realm } else { $0.owner.server == server }
    }
    func isOwn(_ request: InFlightRequest) -> Bool {
      request.owner.isWithoutSession || owner.map(request.owner.isSame(as:)) == true
    }
    return (here.filter(isOwn), here.filter { !isOwn($0) })
  }
}
