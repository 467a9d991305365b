import Fixtures
import Protocol
import Testing

@testable import Bureau

@Suite struct OutputsTests {
  private static let address = ReplyAddress(loop: 0, connection: 1, stream: 1)

  private static func outputs(restingOn operations: [UInt64]) -> Outputs {
    var outputs = Outputs(durable: 0)
    for operation in operations {
      outputs.emit(.stored([UInt8(operation)]), to: address, restsOn: operation)
    }
    return outputs
  }

  @Test(
    arguments: [
      (0, [0]), (1, [1, 0]), (2, [2, 1, 0]), (3, [3, 2, 1, 0]), (9, [3, 2, 1, 0]),
    ] as [(UInt64, [UInt64])])
  func `an output leaves once the operation that it rests on is durable`(
    durable: UInt64, leaving: [UInt64]
  ) {
    var outputs = Self.outputs(restingOn: [3, 2, 1, 0])
    #expect(outputs.release(durable: durable).map(\.restsOn) == leaving)
    #expect(outputs.release(durable: .max).count == 4 - leaving.count)
  }

  @Test func `an operation that is durable stays so, whatever is said later`() {
    var outputs = Self.outputs(restingOn: [])
    #expect(outputs.release(durable: 5).isEmpty)
    outputs.emit(.stored([]), to: Self.address, restsOn: 5)
    #expect(outputs.release(durable: 1).count == 1)
    #expect(outputs.durable == 5)
  }

  @Test func `a turn's journal entries and jobs are handed over once`() {
    var outputs = Self.outputs(restingOn: [])
    outputs.append(Fixture.entry(1, [], at: EngineRig.start))
    outputs.start(.followWall)
    let turn = outputs.endTurn()
    #expect(turn.entries.map(\.sequence) == [1] && turn.jobs.count == 1)
    let next = outputs.endTurn()
    #expect(next.entries.isEmpty && next.jobs.isEmpty)
  }
}
