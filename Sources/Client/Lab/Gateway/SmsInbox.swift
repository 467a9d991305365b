internal import Protocol
internal import Store

/// The durable store of the messages of all phones, file `gateway-sms.db`. One thread.
final class SmsInbox {
  /// The most messages in one answer.
  static let rowsMax = 1_000
  /// SQLite's application_id: "SHIN".
  private static let application: Int32 = 0x5348_494E
  private static let tables = """
    CREATE TABLE message (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      name BLOB NOT NULL UNIQUE CHECK (length(name) = 16),
      mobile TEXT NOT NULL,
      text TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX message_mobile ON message (mobile, id);
    """

  private let database: Database
  private let addMessage: Statement
  private let findMessages: Statement

  init(path: String) throws(StoreFailure) {
    database = try Database.open(path: path, mode: .readWriteCreate)
    try database.migrate([Migration(number: 1, sql: Self.tables)], application: Self.application)
    try database.checkpoint(.truncate)
    addMessage = try database.prepare(
      """
      INSERT INTO message (name, mobile, text, at) VALUES (?1, ?2, ?3, ?4)
      ON CONFLICT (name) DO NOTHING
      """)
    findMessages = try database.prepare(
      """
      SELECT id, mobile, text, at FROM message
      WHERE id > ?1 AND (?2 IS NULL OR mobile = ?2) ORDER BY id DESC LIMIT ?3
      """)
  }

  /// Stores the messages, one for each order; durable on return.
  func keep(_ messages: [SmsMessage], at: UInt64) throws(StoreFailure) {
    try database.transaction { () throws(StoreFailure) in
      for message in messages {
        addMessage.bind(1, message.order.bytes)
        addMessage.bind(2, message.mobile.text)
        addMessage.bind(3, message.text)
        addMessage.bind(4, Int64(clamping: at))
        try addMessage.run()
      }
    }
    if database.pagesInLog >= BankBooks.checkpointPages { try database.checkpoint(.passive) }
  }

  /// Returns the newest `limit` messages after an id, oldest first; of all phones without a
  /// `mobile`.
  func messages(
    to mobile: MobileNumber?, after id: Int64, limit: Int
  ) throws(StoreFailure) -> [InboxMessage] {
    defer { findMessages.reset() }
    findMessages.bind(1, id)
    findMessages.bind(2, mobile?.text)
    findMessages.bind(3, Int64(max(1, min(limit, Self.rowsMax))))
    var list: [InboxMessage] = []
    while try findMessages.step() {
      guard let mobile = MobileNumber(findMessages.text(1)) else { throw .damaged("message") }
      list.append(
        InboxMessage(
          id: findMessages.int64(0), mobile: mobile, text: findMessages.text(2),
          at: findMessages.int64(3)))
    }
    return list.reversed()
  }

  /// Returns the id of the newest message; 0 where there is none.
  func lastID() throws(StoreFailure) -> Int64 {
    try database.number("SELECT coalesce(max(id), 0) FROM message") ?? 0
  }
}
