internal import Bureau
internal import Protocol

/// Jobs that depend on an operation which the books do not have yet. They wait here, not on a
/// thread, until the books have it or a query's deadline passes. Belongs to one reader thread.
struct WaitingJobs {
  /// The most jobs that wait at one reader. A query beyond is refused; a slice beyond is dropped:
  /// the engine requests it again after `Engine.sliceLostMilliseconds`.
  static let countMax = 10_000

  /// A query that is answered with a refusal.
  struct Refused {
    let address: ReplyAddress
    let why: Refusal
  }

  private var waiting: [Job] = []

  var isEmpty: Bool { waiting.isEmpty }
  var count: Int { waiting.count }

  /// Adds jobs, and removes and returns those that may run with the books at operation `books`, in
  /// their order, and the queries refused because their deadline has passed or too many wait.
  mutating func advance(
    adding jobs: [Job], books: UInt64, now: Timestamp
  ) -> (ready: [Job], refused: [Refused]) {
    var (ready, refused, still): ([Job], [Refused], [Job]) = ([], [], [])
    for job in waiting + jobs {
      if (job.restsOn ?? 0) <= books {
        ready.append(job)
      } else if case .query(_, let address, _, let until) = job, until <= now {
        refused.append(Refused(address: address, why: Self.late))
      } else if still.count < Self.countMax {
        still.append(job)
      } else if case .query(_, let address, _, _) = job {
        refused.append(Refused(address: address, why: Self.tooMany))
      }
    }
    waiting = still
    return (ready, refused)
  }

  private static var late: Refusal {
    Refusal(.deadline, "账册未能在时限内登记到所需位置，查询未完成", next: "请稍后重试")
  }

  private static var tooMany: Refusal { Refusal(.exhausted, "查询过多", next: "请稍后重试") }
}

extension Job {
  /// The operation that the books must have before the job runs; nil where it needs none.
  var restsOn: UInt64? {
    switch self {
    case .query(_, _, let sequence, _): sequence
    case .slice(_, _, let sequence): sequence
    case .look, .stored, .derive, .followWall: nil
    }
  }
}
