import Testing

@testable import Transport

/// Counts what it is handed, isolated by a desk.
private actor Clerk {
  private let executor: any SerialExecutor
  private(set) var items: [Int] = []

  init(executor: any SerialExecutor) { self.executor = executor }

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  func take(_ batch: [Int]) { items += batch }
  func count() -> Int { items.count }
}

@Suite struct `A desk` {
  @Test func `with limit 8 refuses 12 of 20, drains 8 and refuses later ones`() {
    let desk = Desk<Int>(limit: 8)
    let refused = (0..<20).count { !desk.drop([$0]) }
    #expect(refused == 12)
    #expect(desk.waiting == 8)
    desk.close()
    #expect(!desk.drop([99]))
    var seen: [Int] = []
    desk.run { items in
      seen += items
      return nil
    }
    #expect(seen == Array(0..<8))
    #expect(!desk.drop([100]))
    #expect(!desk.dropReserved(101))
  }

  @Test func `what a turn gives back comes first in the next, and keeps its place in the limit`() {
    let desk = Desk<Int>(limit: 8, turnMax: 4)
    #expect(desk.drop(Array(0..<8)))
    desk.close()
    var turns: [[Int]] = []
    desk.runKeeping { items in
      turns.append(items)
      #expect(desk.waiting == 8 - 2 * (turns.count - 1))
      return Desk.Rest(wakeAt: nil, left: Array(items.dropFirst(2)))
    }
    #expect(turns == [[0, 1, 2, 3], [2, 3, 4, 5], [4, 5, 6, 7], [6, 7]])
  }

  @Test func `takes a batch whole or not at all`() {
    let desk = Desk<Int>(limit: 8)
    #expect(desk.drop([1, 2, 3, 4, 5]))
    #expect(!desk.drop([6, 7, 8, 9]))
    #expect(desk.drop([6, 7, 8]))
    #expect(desk.waiting == 8)
  }

  @Test func `takes what fits and leaves the rest to its owner`() {
    let desk = Desk<Int>(limit: 4)
    var batch = [1, 2, 3, 4, 5, 6]
    desk.dropWhatFits(&batch)
    #expect(batch == [5, 6])
    desk.dropWhatFits(&batch)
    #expect(batch == [5, 6])
  }

  @Test func `takes reserved items when it is full or closed`() {
    let desk = Desk<Int>(limit: 1)
    #expect(desk.drop([1]))
    #expect(desk.dropReserved(2))
    desk.close()
    #expect(desk.dropReserved(3))
    var seen: [Int] = []
    desk.run { items in
      seen += items
      return nil
    }
    #expect(seen.sorted() == [1, 2, 3])
  }

  @Test func `hands over at most a turn's share and keeps the order`() {
    let desk = Desk<Int>(limit: 10, turnMax: 4)
    #expect(desk.drop(Array(0..<10)))
    desk.close()
    var turns: [[Int]] = []
    desk.run { items in
      turns.append(items)
      return nil
    }
    #expect(turns == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
  }

  @Test func `says that there is room after it refused someone`() {
    let desk = Desk<Int>(limit: 2)
    let told = Lock(0)
    desk.onRoom { told.withLock { $0 += 1 } }
    #expect(desk.drop([1, 2]))
    #expect(!desk.drop([3]))
    #expect(told.withLock { $0 } == 0)
    desk.close()
    desk.run { _ in nil }
    #expect(told.withLock { $0 } == 1)
  }

  @Test func `wakes by itself at the time its turn named`() {
    let desk = Desk<Int>(limit: 2)
    var turns = 0
    #expect(desk.drop([1]))
    desk.run { _ in
      turns += 1
      if turns == 2 { desk.close() }
      return MonotonicClock.milliseconds()
    }
    #expect(turns == 2)
  }

  @Test(arguments: [0, 50]) func `isolates an actor for batches and for awaits`(spin: Int) async {
    let desk = Desk<Int>(limit: 1_000, spinMicroseconds: spin)
    let clerk = Clerk(executor: desk)
    let thread = WorkerThread(name: "desk") {
      desk.run { items in
        clerk.assumeIsolated { $0.take(items) }
        return nil
      }
    }
    var sent = 0
    while sent < 5_000 {
      if desk.drop([sent, sent + 1]) { sent += 2 }
      if sent % 1_000 == 0 { await clerk.take([]) }
    }
    let reached = await clerk.count()
    #expect(reached <= 5_000)
    desk.close()
    thread.join()
    #expect(desk.waiting == 0)
  }

  @Test func `gets every item of four threads exactly once`() {
    let desk = Desk<Int>(limit: 64)
    let seen = Lock([Int]())
    let worker = WorkerThread(name: "desk") {
      desk.run { items in
        seen.withLock { $0 += items }
        return nil
      }
    }
    let room = Monitor(0)
    desk.onRoom { room.change { $0 += 1 } }
    let droppers = (0..<4).map { index in
      WorkerThread(name: "dropper") {
        for number in 0..<2_000 {
          while true {
            let before = room.look { $0 }
            if desk.drop([index * 2_000 + number]) { break }
            _ = room.wait { $0 != before ? true : nil }
          }
        }
      }
    }
    for dropper in droppers { dropper.join() }
    desk.close()
    worker.join()
    #expect(seen.withLock { $0.sorted() } == Array(0..<8_000))
  }
}
