import Protocol

/// The comparison of clients, server and bank after the kills.
extension KillRun {
  /// Checks that every acknowledged change is there and none was made twice, that the bank's totals
  /// agree, and that journal and books verify before and after a rebuild.
  ///
  /// - Throws: `RigFailure` at the first difference.
  mutating func compare(_ workers: [Worker], _ payers: [ClientClerk]) throws {
    var totals = Totals()
    for var worker in workers {
      for errand in worker.errands {
        let filter = PaymentFilter(notice: errand.notice)
        guard let list = try worker.insist(.pay(.list(filter)), nil) as? PaymentList else {
          throw RigFailure("pay.list")
        }
        try check(errand, list.payments)
        totals.add(errand, list.payments.count)
      }
      try checkTodos(&worker)
    }
    log.append("at the wire: \(totals)")
    var phases: [ClientClerk.Phase: Int] = [:]
    for var payer in payers {
      for (index, errand) in payer.errands.enumerated() {
        let payments = try payer.payments(of: errand)
        try check(errand, payments, named: payer.named[index] ?? [])
        totals.add(errand, payments.count)
      }
      phases.merge(payer.phases) { $0 + $1 }
    }
    try compareWithBank(totals)
    let losses = workers.reduce(0) { $0 + $1.losses }
    let met = ClientClerk.Phase.allCases.map { "\(phases[$0] ?? 0) \($0)" }
    log.append(
      "\(totals), \(losses) connections lost; clients killed: \(met.joined(separator: ", "))")
    guard !phases.isEmpty else { throw RigFailure("no client was killed") }
    guard payers.contains(where: { $0.named.contains { !$0.value.isEmpty } }) else {
      throw RigFailure("no client named a payment")
    }
    try rig.stop()
    try rig.daemon(["verify", "--data", rig.data])
    try rig.daemon(["rebuild", "--data", rig.data])
    try rig.daemon(["verify", "--data", rig.data])
  }

  /// The notices paid, the attempts that it took, and their amounts.
  private struct Totals: CustomStringConvertible {
    var notices = 0
    var attempts = 0
    var fen = 0

    mutating func add(_ errand: Errand, _ count: Int) {
      notices += 1
      attempts += count
      fen += Int(errand.amount.fen)
    }

    var description: String { "\(notices) notices, \(attempts) attempts, \(fen) fen" }
  }

  private func compareWithBank(_ totals: Totals) throws {
    let books = try rig.lab(["sandbox", "bank", "reconcile", "--output", "json"])
    let done = JSONNumber.all("debits", in: books).reduce(0, +)
    let debited = JSONNumber.all("debited", in: books).reduce(0, +)
    guard done == totals.notices, debited == totals.fen, !books.contains("\"balanced\":false")
    else {
      throw RigFailure("the bank debited \(done) times \(debited) fen, we have \(totals): \(books)")
    }
  }

  private func check(_ errand: Errand, _ payments: [Payment]) throws {
    let known = Set(payments.map(\.number))
    guard known.isSuperset(of: errand.acknowledged) else {
      throw RigFailure("\(errand.notice): an acknowledged payment is gone")
    }
    let succeeded = payments.filter { $0.status == .succeeded }
    guard succeeded.map(\.number) == [errand.paid], succeeded.first?.total == errand.amount else {
      throw RigFailure("\(errand.notice) was paid \(succeeded.count) times")
    }
  }

  /// Checks that each payment of a notice was requested after the one before it had failed for
  /// good, and that the server has every payment that the client printed.
  private func check(_ errand: Errand, _ payments: [Payment], named: Set<String>) throws {
    guard Set(payments.map(\.number.text)).isSuperset(of: named) else {
      throw RigFailure("\(errand.notice): the client named \(named), there are \(payments)")
    }
    let succeeded = payments.filter { $0.status == .succeeded }
    guard succeeded.count == 1, succeeded[0].total == errand.amount,
      payments.allSatisfy({ $0.final })
    else { throw RigFailure("\(errand.notice) was paid \(succeeded.count) times: \(payments)") }
    let inOrder = payments.sorted { $0.number < $1.number }
    for (earlier, later) in zip(inOrder, inOrder.dropFirst()) {
      guard earlier.status != .succeeded, let ended = earlier.ended, ended <= later.requested else {
        throw RigFailure("\(later.number) was made beside \(earlier.number)")
      }
    }
  }

  private func checkTodos(_ worker: inout Worker) throws {
    guard let todos = try worker.insist(.todo(.list(TodoFilter())), nil) as? TodoList else {
      throw RigFailure("todo.list")
    }
    guard todos.todos.isEmpty else { throw RigFailure("\(todos.todos.count) to-dos are left") }
  }
}
