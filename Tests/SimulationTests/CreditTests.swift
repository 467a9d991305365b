import Bureau
import Protocol
import Testing

/// Debits that wait for credit on their bank's feed.
@Suite struct CreditTests {
  /// Makes a world of one employer with notices of one line, an agreement, and the payment password
  /// off.
  private static func world(notices: Int) -> World {
    World(employers: [.plain(notices: (0..<notices).map { .plain($0) })])
  }

  @Test(arguments: 0...4)
  func `as many debits are sent as there is credit, and no others are handed out`(credit: Int)
    throws
  {
    var player = Player(Self.world(notices: 3))
    var commands = [HistoryCommand.connect(bank: 0, credit: 0)]
    for notice in 6..<9 {
      commands.append(.declare(slot: 0, notice: notice, .none))
      commands.append(
        .pay(slot: 0, notice: notice, ticks: 0, fresh: true, .none, .right, .fitting))
    }
    try player.play(commands)
    #expect(player.debits.isEmpty)
    try player.play([.credit(bank: 0, UInt64(credit))])
    #expect(player.debits.count == min(credit, 3))
    let statuses = player.engine.state.employers.values.flatMap(\.attempts.values).map(\.status)
    #expect(statuses.filter { $0 == .handedOut }.count == min(credit, 3))
    #expect(statuses.filter { $0 == .requested }.count == 3 - min(credit, 3))
  }
}
