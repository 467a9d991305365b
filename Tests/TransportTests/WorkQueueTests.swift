import Testing

@testable import Transport

/// An actor isolated by a work queue, which collects the items handed to it.
private actor Collector {
  private let executor: any SerialExecutor
  private(set) var items: [Int] = []

  init(executor: any SerialExecutor) { self.executor = executor }

  nonisolated var unownedExecutor: UnownedSerialExecutor {
    unsafe executor.asUnownedSerialExecutor()
  }

  func append(_ batch: [Int]) { items += batch }
  func count() -> Int { items.count }
}

@Suite struct `A queue` {
  @Test func `with limit 8 refuses 12 of 20, drains 8 and refuses later ones`() {
    let queue = WorkQueue<Int>(limit: 8)
    let refused = (0..<20).count { !queue.submit([$0]) }
    #expect(refused == 12)
    #expect(queue.waiting == 8)
    queue.close()
    #expect(!queue.submit([99]))
    var seen: [Int] = []
    queue.run { items in
      seen += items
      return nil
    }
    #expect(seen == Array(0..<8))
    #expect(!queue.submit([100]))
    #expect(!queue.submitReserved(101))
  }

  @Test func `unprocessed items come first in the next turn, and keep their place in the limit`() {
    let queue = WorkQueue<Int>(limit: 8, turnMax: 4)
    #expect(queue.submit(Array(0..<8)))
    queue.close()
    var turns: [[Int]] = []
    queue.runKeepingUnprocessed { items in
      turns.append(items)
      #expect(queue.waiting == 8 - 2 * (turns.count - 1))
      return WorkQueue.TurnResult(wakeAt: nil, unprocessed: Array(items.dropFirst(2)))
    }
    #expect(turns == [[0, 1, 2, 3], [2, 3, 4, 5], [4, 5, 6, 7], [6, 7]])
  }

  @Test func `takes a batch whole or not at all`() {
    let queue = WorkQueue<Int>(limit: 8)
    #expect(queue.submit([1, 2, 3, 4, 5]))
    #expect(!queue.submit([6, 7, 8, 9]))
    #expect(queue.submit([6, 7, 8]))
    #expect(queue.waiting == 8)
  }

  @Test func `takes what fits and leaves the rest to its owner`() {
    let queue = WorkQueue<Int>(limit: 4)
    var batch = [1, 2, 3, 4, 5, 6]
    queue.submitWhatFits(&batch)
    #expect(batch == [5, 6])
    queue.submitWhatFits(&batch)
    #expect(batch == [5, 6])
  }

  @Test func `takes reserved items when it is full or closed`() {
    let queue = WorkQueue<Int>(limit: 1)
    #expect(queue.submit([1]))
    #expect(queue.submitReserved(2))
    queue.close()
    #expect(queue.submitReserved(3))
    var seen: [Int] = []
    queue.run { items in
      seen += items
      return nil
    }
    #expect(seen.sorted() == [1, 2, 3])
  }

  @Test func `hands over at most a turn's share and keeps the order`() {
    let queue = WorkQueue<Int>(limit: 10, turnMax: 4)
    #expect(queue.submit(Array(0..<10)))
    queue.close()
    var turns: [[Int]] = []
    queue.run { items in
      turns.append(items)
      return nil
    }
    #expect(turns == [[0, 1, 2, 3], [4, 5, 6, 7], [8, 9]])
  }

  @Test func `says that there is room after a refusal`() {
    let queue = WorkQueue<Int>(limit: 2)
    let told = Lock(0)
    queue.onRoom { told.withLock { $0 += 1 } }
    #expect(queue.submit([1, 2]))
    #expect(!queue.submit([3]))
    #expect(told.withLock { $0 } == 0)
    queue.close()
    queue.run { _ in nil }
    #expect(told.withLock { $0 } == 1)
  }

  @Test func `wakes by itself at the time its turn named`() {
    let queue = WorkQueue<Int>(limit: 2)
    var turns = 0
    #expect(queue.submit([1]))
    queue.run { _ in
      turns += 1
      if turns == 2 { queue.close() }
      return MonotonicClock.milliseconds()
    }
    #expect(turns == 2)
  }

  @Test(arguments: [0, 50]) func `isolates an actor for batches and for awaits`(spin: Int) async {
    let queue = WorkQueue<Int>(limit: 1_000, spinMicroseconds: spin)
    let collector = Collector(executor: queue)
    let thread = WorkerThread(name: "queue") {
      queue.run { items in
        collector.assumeIsolated { $0.append(items) }
        return nil
      }
    }
    var sent = 0
    while sent < 5_000 {
      if queue.submit([sent, sent + 1]) { sent += 2 }
      if sent % 1_000 == 0 { await collector.append([]) }
    }
    let reached = await collector.count()
    #expect(reached <= 5_000)
    queue.close()
    thread.join()
    #expect(queue.waiting == 0)
  }

  @Test func `gets every item of four threads exactly once`() {
    let queue = WorkQueue<Int>(limit: 64)
    let seen = Lock([Int]())
    let worker = WorkerThread(name: "queue") {
      queue.run { items in
        seen.withLock { $0 += items }
        return nil
      }
    }
    let room = Monitor(0)
    queue.onRoom { room.change { $0 += 1 } }
    let submitters = (0..<4).map { index in
      WorkerThread(name: "submitter") {
        for number in 0..<2_000 {
          while true {
            let before = room.look { $0 }
            if queue.submit([index * 2_000 + number]) { break }
            _ = room.wait { $0 != before ? true : nil }
          }
        }
      }
    }
    for submitter in submitters { submitter.join() }
    queue.close()
    worker.join()
    #expect(seen.withLock { $0.sorted() } == Array(0..<8_000))
  }
}
