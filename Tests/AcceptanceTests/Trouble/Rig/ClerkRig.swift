import Fixtures
import Protocol
import Transport

/// One employer, one clerk and notices to declare and pay: what a proof of trouble works with.
struct ClerkRig {
  let rig: ServerRig
  var worker: Worker

  /// Files everything and signs the clerk in, with an agreement and a payment password.
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

  /// Asks to declare one notice, once; why it was refused, or nil.
  mutating func refusal(ofDeclaring index: Int) throws -> CallError? {
    do {
      try worker.declareOnce(index)
      return nil
    } catch NoReply.refused(let error) {
      return error
    }
  }

  /// Waits until the books have all that there is.
  func quiet() throws {
    try eventually("the books have all") {
      let counters = try ServerCounters.read(rig)
      return counters["books"] == counters["durable"]
    }
  }

  /// Waits until a notice is paid, so that nothing of it is on its way.
  func settled(_ index: Int) throws {
    try eventually("notice \(index) is paid") { try todo(index) == nil }
  }

  /// One notice on the to-do page; nil where it is no to-do any more.
  func todo(_ index: Int) throws -> Todo? {
    let channel = try rig.connect()
    defer { channel.close() }
    guard let list = try channel.ask(.todo(.list(TodoFilter())), as: session) as? TodoList
    else {
      throw RigFailure("todo.list")
    }
    return list.todos.first { $0.notice == worker.errands[index].notice }
  }

  /// Stops the house and proves that journal, books and bank agree.
  func prove() throws {
    try rig.stop()
    try rig.daemon(["verify", "--data", rig.data])
    try rig.daemon(["rebuild", "--data", rig.data])
    try rig.daemon(["verify", "--data", rig.data])
  }
}

/// A proof with a house that is taken down again whatever happens.
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

/// Looks again until something is so, or gives up.
func eventually(_ what: String, within milliseconds: UInt64 = 30_000, _ isSo: () throws -> Bool)
  throws
{
  let deadline = MonotonicTime.now() + milliseconds
  while try !isSo() {
    guard MonotonicTime.now() < deadline else { throw RigFailure("never came: \(what)") }
    Pause.sleep(20)
  }
}
