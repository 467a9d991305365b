/// The requests about the server itself.
package enum SystemRequest: WorkflowRequest {
  /// Asks whether the server takes changes, and how far the journal and the books are.
  case health
  /// Does nothing; measures how long a call takes.
  case ping
  /// Lists the server's counters.
  case counters

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .health: reader.read(SystemMethods.health, Empty())
    case .ping: reader.read(SystemMethods.ping, Empty())
    case .counters: reader.read(SystemMethods.counters, Empty())
    }
  }
}

package enum SystemMethods {
  package static let health = MethodDefinition(
    0x0001, "system.health", .anyone, .safe, .free,
    Empty.self, HealthReply.self
  ) { _ in .system(.health) }
  package static let ping = MethodDefinition(
    0x0002, "system.ping", .anyone, .safe, .free,
    Empty.self, Empty.self
  ) { _ in .system(.ping) }
  package static let counters = MethodDefinition(
    0x0021, "system.counters", .anyone, .safe, .free,
    Empty.self, CountersReply.self
  ) { _ in .system(.counters) }

  static let definitions: [AnyMethodDefinition] = [health.untyped, ping.untyped, counters.untyped]
}

/// A request or reply without fields.
package struct Empty: Message {
  package static let name: StaticString = "Empty"

  package init() {}

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    Self()
  }
}

/// The server's health, answered by an I/O loop without asking the bureau's thread.
package struct HealthReply: Message {
  package static let name: StaticString = "HealthReply"
  /// Whether changes are taken.
  package let serving: Bool
  /// The sequence number of the last operation that is durable in the journal.
  package let durable: UInt64
  /// The sequence number of the last operation that the books have.
  package let books: UInt64
  /// Milliseconds since the bureau's last turn ended.
  package let turnAge: UInt64
  /// The reason where changes are not taken; else empty.
  package let note: String

  package init(serving: Bool, durable: UInt64, books: UInt64, turnAge: UInt64, note: String) {
    self.serving = serving
    self.durable = durable
    self.books = books
    self.turnAge = turnAge
    self.note = note
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      serving: c.flag(1, "serving", m?.serving),
      durable: c.number(2, "durable", m?.durable),
      books: c.number(3, "books", m?.books),
      turnAge: c.number(4, "turnAge", m?.turnAge),
      note: c.text(5, "note", m?.note, max: 200))
  }
}

/// One counter of the server.
package struct Counter: Message {
  package static let name: StaticString = "Counter"
  /// A stable name for programs.
  package let name: String
  /// The counter's value now.
  package let value: UInt64

  package init(name: String, value: UInt64) {
    self.name = name
    self.value = value
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      name: c.text(1, "name", m?.name, max: 64),
      value: c.number(2, "value", m?.value))
  }
}

/// The server's counters.
package struct CountersReply: Message {
  package static let name: StaticString = "CountersReply"
  /// In ascending order of name.
  package let counters: [Counter]

  package init(counters: [Counter]) {
    self.counters = counters
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      counters: c.list(1, "counters", m?.counters, max: 256))
  }
}

/// The reply to a change that has no result but that it is durable.
package struct Done: Message {
  package static let name: StaticString = "Done"
  /// The manual's sentence, in Chinese, or empty.
  package let text: String

  package init(text: String) {
    self.text = text
  }

  package static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      text: c.text(1, "text", m?.text, max: 400))
  }
}
