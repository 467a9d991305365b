@testable import Protocol
import Testing

/// Order, numbers and memory of a queue as it grows and shrinks.
@Suite struct QueueTests {
  /// An element that counts its living instances.
  private final class Token {
    let number: Int
    private let alive: Count

    init(_ number: Int, _ alive: Count) {
      self.number = number
      self.alive = alive
      alive.value += 1
    }

    deinit { alive.value -= 1 }
  }

  private final class Count { var value = 0 }

  @Test func `elements leave a queue in the order of their arrival`() {
    var queue = Queue<Int>()
    for element in 0..<10_000 { queue.append(element) }
    for element in 0..<9_000 {
      #expect(queue.first == element)
      queue.removeFirst()
    }
    queue.append(10_000)
    #expect(queue.count == 1_001 && queue.first == 9_000)
    #expect((queue.start..<queue.next) == 9_000..<10_001)
    for number in queue.start..<queue.next { #expect(queue[number] == Int(number)) }
    queue[9_500] = -1
    #expect(queue[9_500] == -1 && queue[9_501] == 9_501)
    for _ in 0..<1_001 { queue.removeFirst() }
    #expect(queue.first == nil && queue.isEmpty && queue.popFirst() == nil)
    queue.removeFirst()
    queue.append(7)
    #expect(queue.first == 7 && queue.count == 1)
  }

  /// Random additions and removals. `waiting` 0: any mix; above: that many elements stay.
  @Test(arguments: [0, 1, 1_023, 1_024, 1_025, 5_000])
  func `a queue is what an array would be`(waiting: Int) {
    var random = SplitMix64(seed: UInt64(waiting) + 1)
    var queue = Queue<Int>()
    var model: [Int] = []
    var next = 0
    for _ in 0..<20_000 {
      if model.count < waiting || waiting == 0 && Bool.random(using: &random) {
        queue.append(next)
        model.append(next)
        next += 1
      } else if model.isEmpty {
        #expect(queue.popFirst() == nil)
      } else {
        #expect(queue.popFirst() == model.removeFirst())
      }
      guard queue.count == model.count, queue.first == model.first else {
        Issue.record("\(queue.count) elements, not \(model.count)")
        return
      }
    }
  }

  @Test func `some elements are dropped and the others keep their order`() {
    var queue = Queue<Int>()
    for element in 0..<5_000 { queue.append(element) }
    for _ in 0..<100 { queue.removeFirst() }
    queue.removeAll { $0 % 3 != 0 }
    #expect(queue.start == 5_000 && queue.count == Int(queue.next - queue.start))
    var left: [Int] = []
    while let element = queue.popFirst() { left.append(element) }
    #expect(left == (100..<5_000).filter { $0 % 3 == 0 })
    for element in 0..<5_000 { queue.append(element) }
    queue.removeAll()
    #expect(queue.isEmpty && queue.first == nil && queue.start == queue.next)
    queue.append(1)
    #expect(queue.popFirst() == 1)
  }

  @Test func `a queue that shrinks frees all but one piece`() {
    let alive = Count()
    var queue = Queue<Token>()
    for number in 0..<10_000 { queue.append(Token(number, alive)) }
    for _ in 0..<9_000 { queue.removeFirst() }
    #expect(alive.value < queue.count + Queue<Token>.pieceCount)
    #expect(queue.pieces.count == 2)
    while let token = queue.popFirst() { #expect(token.number >= 9_000) }
    #expect(alive.value == 0)
    #expect(queue.pieces.count == 1 && queue.pieces[0].capacity < 2 * Queue<Token>.pieceCount)
  }

  @Test func `a copy of a queue is its own`() {
    var queue = Queue<Int>()
    for element in 0..<2_000 { queue.append(element) }
    var copy = queue
    copy.removeFirst()
    copy[1_999] = 0
    #expect(queue.first == 0 && queue[1_999] == 1_999)
    #expect(copy.first == 1 && copy[1_999] == 0)
  }
}
