import Fixtures
import Protocol
import Transport

/// One employer, one clerk and notices to declare and pay: what a proof of trouble works with.
struct Street {
  let house: House
  var worker: Worker

  /// Files everything and signs the clerk in, with an agreement and a payment password.
  init(_ house: House, notices: Int) throws {
    self.house = house
    let notices = (0..<notices).map { place in
      FileFixture.owed(
        "T\(Fixture.padded(place, 6))", of: 1, [FileFixture.due(Int64(10_000 + place))])
    }
    try house.file(FileLine.household(1) + notices.map { .notice($0) })
    worker = Worker(try WireClerk(1, in: house), notices.map { Errand($0) })
  }

  var session: SessionToken { worker.clerk.session }

  /// Asks to declare one notice, once; why it was refused, or nil.
  mutating func refusal(ofDeclaring index: Int) throws -> CallError? {
    do {
      try worker.declareOnce(index)
      return nil
    } catch CallStumble.refused(let error) {
      return error
    }
  }

  /// Waits until the books have all that there is.
  func quiet() throws {
    try eventually("the books have all") {
      let counters = try Counters.read(house)
      return counters["books"] == counters["durable"]
    }
  }

  /// Waits until a notice is paid, so that nothing of it is on its way.
  func settled(_ index: Int) throws {
    try eventually("notice \(index) is paid") { try todo(index) == nil }
  }

  /// One notice on the to-do page; nil where it is no to-do any more.
  func todo(_ index: Int) throws -> Todo? {
    let channel = try house.connect()
    defer { channel.close() }
    guard let list = try channel.ask(.todo(.list(TodoFilter())), as: session) as? TodoList
    else {
      throw Stumble("todo.list")
    }
    return list.todos.first { $0.notice == worker.errands[index].notice }
  }

  /// Stops the house and proves that journal, books and bank agree.
  func prove() throws {
    try house.stop()
    try house.daemon(["verify", "--data", house.data])
    try house.daemon(["rebuild", "--data", house.data])
    try house.daemon(["verify", "--data", house.data])
  }
}

/// A proof with a house that is taken down again whatever happens.
func inHouse<Outcome>(_ house: House, _ body: () throws -> Outcome) throws -> Outcome {
  do {
    let outcome = try body()
    try house.close()
    return outcome
  } catch {
    let log = house.log.suffix(3_000)
    try house.close()
    throw Stumble("\(error)\n\(log)")
  }
}

/// Looks again until something is so, or gives up.
func eventually(_ what: String, within milliseconds: UInt64 = 30_000, _ isSo: () throws -> Bool)
  throws
{
  let deadline = MonotonicTime.now() + milliseconds
  while try !isSo() {
    guard MonotonicTime.now() < deadline else { throw Stumble("never came: \(what)") }
    Pause.take(20)
  }
}
