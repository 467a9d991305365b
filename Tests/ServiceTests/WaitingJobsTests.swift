import Bureau
import Protocol
@testable import Service
import Testing

/// Queries wait for the books without a thread.
@Suite struct WaitingJobsTests {
  private static let now = Timestamp(clamping: 1_795_140_000_000)

  private static func query(
    _ stream: UInt64, after sequence: UInt64, until milliseconds: Int64 = 10_000
  ) -> Job {
    .query(
      .officerAttempts(before: now), ReplyAddress(loop: 0, connection: 1, stream: stream),
      restsOn: sequence, until: now.adding(milliseconds: milliseconds))
  }

  private static func streams(_ jobs: [Job]) -> [UInt64] {
    jobs.compactMap { if case .query(_, let address, _, _) = $0 { address.stream } else { nil } }
  }

  @Test func `a read runs once the books have what it rests on, in order`() {
    var waiting = WaitingJobs()
    let jobs = [Self.query(1, after: 5), Self.query(2, after: 3), Self.query(3, after: 9)]
    #expect(Self.streams(waiting.advance(adding: jobs, books: 2, now: Self.now).ready).isEmpty)
    #expect(Self.streams(waiting.advance(adding: [], books: 5, now: Self.now).ready) == [1, 2])
    let last = waiting.advance(adding: [Self.query(4, after: 0)], books: 8, now: Self.now)
    #expect(Self.streams(last.ready) == [4] && last.refused.isEmpty && waiting.count == 1)
  }

  @Test(arguments: [(9_999, 0), (10_000, 1)] as [(Int64, Int)])
  func `a read whose caller has given up is refused, and waits no more`(
    later: Int64, refused: Int
  ) {
    var waiting = WaitingJobs()
    _ = waiting.advance(adding: [Self.query(1, after: 5)], books: 0, now: Self.now)
    let turn = waiting.advance(adding: [], books: 0, now: Self.now.adding(milliseconds: later))
    #expect(turn.refused.map(\.why.code) == Array(repeating: .deadline, count: refused))
    #expect(waiting.count == 1 - refused)
  }

  @Test(arguments: [(WaitingJobs.countMax, 0), (WaitingJobs.countMax + 1, 1)])
  func `so many reads wait, and one more is refused`(count: Int, refused: Int) {
    var waiting = WaitingJobs()
    let jobs = (1...UInt64(count)).map { Self.query($0, after: 5) }
    let turn = waiting.advance(adding: jobs, books: 0, now: Self.now)
    #expect(turn.refused.map(\.why.code) == Array(repeating: .exhausted, count: refused))
    #expect(waiting.count == WaitingJobs.countMax)
  }
}
