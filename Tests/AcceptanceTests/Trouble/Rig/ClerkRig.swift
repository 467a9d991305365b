import Fixtures
import Protocol
import Transport

/// One employer with notices, and a clerk who declares and pays them, on a server that a test
/// troubles.
struct ClerkRig {
  let rig: ServerRig
  var worker: Worker

  /// Imports employer and notices, and sets the clerk up.
  init(_ rig: ServerRig, notices: Int) throws {
    self.rig = rig
    let notices = (0..<notices).map { place in
      FileFixture.owed(
        "T\(Fixture.padded(place, 6))", of: 1, [FileFixture.due(Int64(10_000 + place))])
    }
    try rig.file(FileLine.employerWithOwner(1) + notices.map { .notice($0) })
    worker = Worker(try WireClerk(1, in: rig), notices.map { Errand($0) })
  }

  var session: SessionToken { worker.clerk.session }

  /// Sends a declaration once and returns its refusal, or nil.
  ///
  /// - Throws: `NoReply.lost` where it has no answer.
  mutating func refusal(ofDeclaring index: Int) throws -> CallError? {
    do {
      try worker.declareOnce(index)
      return nil
    } catch NoReply.refused(let error) {
      return error
    }
  }

  /// Waits until the books have every durable operation.
  func awaitBooks() throws {
    try eventually("the books have all") {
      let counters = try ServerCounters.read(rig)
      return counters["books"] == counters["durable"]
    }
  }

  /// Waits until a notice is paid.
  func settled(_ index: Int) throws {
    try eventually("notice \(index) is paid") { try todo(index) == nil }
  }

  /// Returns the to-do of a notice; nil where it is done.
  func todo(_ index: Int) throws -> Todo? {
    let channel = try rig.connect()
    defer { channel.close() }
    guard let list = try channel.ask(.todo(.list(TodoFilter())), as: session) as? TodoList
    else {
      throw RigFailure("todo.list")
    }
    return list.todos.first { $0.notice == worker.errands[index].notice }
  }

  /// Stops both programs, and checks that journal and books verify before and after a rebuild.
  func prove() throws {
    try rig.stop()
    try rig.daemon(["verify", "--data", rig.data])
    try rig.daemon(["rebuild", "--data", rig.data])
    try rig.daemon(["verify", "--data", rig.data])
  }
}

/// Runs a test and removes the rig afterwards; a failure gets the end of the server's log.
func withRig<Outcome>(_ rig: ServerRig, _ body: () throws -> Outcome) throws -> Outcome {
  do {
    let outcome = try body()
    try rig.close()
    return outcome
  } catch {
    let log = rig.log.suffix(3_000)
    try rig.close()
    throw RigFailure("\(error)\n\(log)")
  }
}

/// Polls until a condition holds.
///
/// - Throws: `RigFailure` after `milliseconds`.
func eventually(_ what: String, within milliseconds: UInt64 = 30_000, _ isSo: () throws -> Bool)
  throws
{
  let deadline = MonotonicTime.now() + milliseconds
  while try !isSo() {
    guard MonotonicTime.now() < deadline else { throw RigFailure("never came: \(what)") }
    Pause.sleep(20)
  }
}
