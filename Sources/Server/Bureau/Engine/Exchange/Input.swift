package import Protocol

/// A request as it arrives at the desk.
package struct IncomingRequest: Sendable {
  /// Where the answer goes.
  package var address: ReplyAddress
  /// What the connection has proved.
  package var credential: Credential
  /// SHA-256 of the session token that came with it.
  package var token: Digest256?
  package var key: Id128?
  /// HMAC of the method and the body as received, for the key.
  package var digest: Digest256?
  /// When the caller stops waiting, real time.
  package var deadline: Timestamp
  /// The credit that came with it, for a stream.
  package var credit: UInt64
  package var request: Request
  /// For a part of an import: its lines looked at outside the bureau (`ImportCheck.check`). Where
  /// it is nil the bureau looks itself.
  package var checked: CheckedPart?

  package init(
    address: ReplyAddress, credential: Credential, token: Digest256?, key: Id128?,
    digest: Digest256?,
    deadline: Timestamp, credit: UInt64, request: Request, checked: CheckedPart? = nil
  ) {
    self.address = address
    self.credential = credential
    self.token = token
    self.key = key
    self.digest = digest
    self.deadline = deadline
    self.credit = credit
    self.request = request
    self.checked = checked
  }
}

/// What the desk hands over.
package enum Input: Sendable {
  case request(IncomingRequest)
  /// A reader has looked something up.
  case finding(LookupResult)
  /// A look-up or a read failed: those who wait for it are refused.
  case lookFailed(Lookup)
  /// scrypt has finished for a parked request.
  case derived(UInt64, DerivedKey)
  /// scrypt failed for a parked request, or would not take its password.
  case notDerived(UInt64)
  /// The stored reply of an operation, for a parked request.
  case stored(UInt64, [UInt8])
  /// The next rows of an import to apply.
  case slice(Slice)
  /// The caller cancelled.
  case cancelled(ReplyAddress)
  /// A stream's credit rose.
  case credit(ReplyAddress, UInt64)
  /// A connection is gone.
  case gone(loop: UInt32, connection: UInt64)
  /// Nothing but the time: the first turn after a start, so that what was due meanwhile is done
  /// whoever comes.
  case tick
  /// The server stops: feeds end, and who waits is answered with what there is.
  case closing
}

/// Rows of a committed import, in order of their sort key, to be applied together.
package struct Slice: Sendable {
  package var batch: Id128
  /// The cursor after which the rows come.
  package var after: String
  /// The rows: sort key and record.
  package var rows: [SliceRow]
  /// What the books have of the notices that the rows name, nil where they have none; looked up
  /// with the rows, so that they need not be asked for one by one.
  package var notices: [NoticeName: Notice?]
  /// The last operation that the books had then.
  package var mark: UInt64

  /// The most rows in a slice.
  package static let rowsMax = 256

  package init(
    batch: Id128, after: String, rows: [SliceRow], notices: [NoticeName: Notice?] = [:],
    mark: UInt64 = 0
  ) {
    self.batch = batch
    self.after = after
    self.rows = rows
    self.notices = notices
    self.mark = mark
  }
}

package struct SliceRow: Sendable {
  /// Its place in the order of application.
  package var sortKey: String
  /// What the officer's file said.
  package var record: ImportRecord

  package init(sortKey: String, record: ImportRecord) {
    self.sortKey = sortKey
    self.record = record
  }
}

/// What leaves: an answer or an item, and the last operation that it rests on.
package struct Output: Sendable {
  /// It may leave once this operation is durable.
  package var restsOn: UInt64
  /// Where it goes.
  package var address: ReplyAddress
  /// What it is.
  package var body: OutputBody

  package init(restsOn: UInt64, address: ReplyAddress, body: OutputBody) {
    self.restsOn = restsOn
    self.address = address
    self.body = body
  }
}

/// What an output is.
package enum OutputBody: Sendable {
  case reply(any Message)
  /// A reply that was stored: its body's bytes.
  case stored([UInt8])
  /// A refusal, and what the request may have done: a refusal that left a trace is done.
  case refusal(Refusal, Outcome = .notStarted)
  /// An item of a stream.
  case item(any Message)
  /// A stream's end: the server stops.
  case end(Refusal?)
}

/// Slow work for other threads.
package enum Job: Sendable {
  /// Look something up in the books and bring it back as an item.
  case look(Lookup)
  /// Read an operation's stored reply and bring it back.
  case stored(waiter: UInt64, sequence: UInt64)
  /// Derive a key from a password and bring it back.
  case derive(waiter: UInt64, Derivation)
  /// Let the time follow the wall clock wherever it is.
  case followWall
  /// Answer from the books once they have the operation, unless the caller has given up by then.
  case query(BooksQuery, ReplyAddress, restsOn: UInt64, until: Timestamp)
  /// Read the next rows of an import once the books have the operation, and bring them back.
  case slice(batch: Id128, after: String, restsOn: UInt64)
}
