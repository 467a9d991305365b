internal import Bureau
internal import Ledger
internal import Protocol
internal import Synchronization
internal import Transport

/// The loop of one reader thread. Its connection to the books and its waiting jobs belong to that
/// thread.
struct Reader {
  /// The interval at which waiting queries are checked against their deadlines, in milliseconds.
  static let lookAgainMilliseconds: Int32 = 1_000

  let books: BooksReader
  let journal: SQLiteJournal
  let box: Mailbox<Job>
  let queue: WorkQueue<Input>
  let status: ServerStatus
  let router: OutputRouter
  let clock: BureauClock

  /// Runs jobs until the mailbox is closed.
  func run() {
    var waiting = WaitingJobs()
    while let jobs = box.takeAll(within: waiting.isEmpty ? nil : Self.lookAgainMilliseconds) {
      let mark = status.books.load(ordering: .acquiring)
      let turn = waiting.advance(adding: jobs, books: mark, now: clock.now())
      for refused in turn.refused {
        router.post([Output(restsOn: 0, address: refused.address, body: .refusal(refused.why))])
      }
      for job in turn.ready { work(job) }
    }
  }

  private func work(_ job: Job) {
    switch job {
    case .look(let lookup): look(lookup)
    case .stored(let waiter, let sequence): stored(waiter, sequence)
    case .query(let query, let address, _, _): answer(query, address)
    case .slice(let batch, let after, _): slice(batch, after)
    case .derive, .followWall: break
    }
  }

  private func look(_ lookup: Lookup) {
    do throws(LedgerFailure) {
      queue.submitReserved(.lookupResult(try books.find(lookup)))
    } catch {
      Log.write(.error, "look_failed", [("cause", "\(error)")])
      queue.submitReserved(.lookupFailed(lookup))
    }
  }

  private func stored(_ waiter: UInt64, _ sequence: UInt64) {
    do throws(JournalFailure) {
      queue.submitReserved(.stored(waiter, try journal.entry(at: sequence)?.reply ?? []))
    } catch {
      // The waiting request is refused at its deadline.
      Log.write(.error, "stored_reply_unreadable", [("cause", "\(error)")])
    }
  }

  private func answer(_ query: BooksQuery, _ address: ReplyAddress) {
    var body = OutputBody.refusal(Refusal(.exhausted, "账册暂时无法读取", next: "请稍后重试"))
    do throws(LedgerFailure) {
      body = try books.answer(query)
    } catch {
      Log.write(.error, "query_failed", [("cause", "\(error)")])
    }
    router.post([Output(restsOn: 0, address: address, body: body)])
  }

  private func slice(_ batch: Id128, _ after: String) {
    do throws(LedgerFailure) {
      queue.submitReserved(.slice(try books.slice(batch: batch, after: after)))
    } catch {
      Log.write(.error, "slice_failed", [("batch", "\(batch)"), ("cause", "\(error)")])
    }
  }
}
