import Testing

@testable import Transport

@Suite struct `A lock` {
  @Test func `loses no increment under contention`() {
    let count = Lock(0)
    let threads = (0..<4).map { index in
      WorkerThread(name: "adder \(index)") {
        for _ in 0..<20_000 { count.withLock { $0 += 1 } }
      }
    }
    for thread in threads { thread.join() }
    #expect(count.withLock { $0 } == 80_000)
  }

  @Test func `is free again after its body threw`() {
    struct Refused: Error {}
    let lock = Lock(1)
    #expect(throws: Refused.self) {
      try lock.withLock { (_: inout Int) throws(Refused) in throw Refused() }
    }
    #expect(lock.withLock { $0 } == 1)
  }
}

@Suite struct `A monitor` {
  @Test func `wakes a thread that waits for a change`() {
    let monitor = Monitor(0)
    let thread = WorkerThread(name: "changer") {
      for _ in 0..<3 { monitor.change { $0 += 1 } }
    }
    #expect(monitor.wait { $0 == 3 ? $0 : nil } == 3)
    thread.join()
  }

  @Test func `gives up at its deadline`() {
    let monitor = Monitor(0)
    let answer: Int? = monitor.wait(until: MonotonicClock.milliseconds()) { _ in nil }
    #expect(answer == nil)
  }
}
