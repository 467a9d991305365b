internal import Store

/// The tables of a bank's books, file `bank-<number>.db`.
enum BankMigrations {
  /// SQLite's application_id: "SHBK".
  static let application: Int32 = 0x5348_424B

  static let all = [Migration(number: 1, sql: first)]

  /// Column `report`: 0 owed, 1 acknowledged or withheld by a fault, 2 refused by the server for
  /// good.
  private static let first = """
    CREATE TABLE account (
      number TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      kind INTEGER NOT NULL CHECK (kind IN (1, 2)),
      balance INTEGER NOT NULL CONSTRAINT balance_not_negative CHECK (balance >= 0),
      credited INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE agreement (
      number TEXT NOT NULL PRIMARY KEY,
      account TEXT NOT NULL REFERENCES account (number),
      office TEXT,
      taxpayer TEXT,
      status INTEGER NOT NULL CHECK (status IN (1, 2, 3))
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE debit (
      serial INTEGER PRIMARY KEY,
      reference BLOB NOT NULL UNIQUE CHECK (length(reference) = 16),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      outcome INTEGER NOT NULL CHECK (outcome IN (1, 2, 3)),
      amount INTEGER NOT NULL CHECK (CASE outcome WHEN 1 THEN amount > 0 ELSE amount = 0 END),
      receipt TEXT NOT NULL CHECK ((outcome = 1) = (receipt <> '')),
      code TEXT NOT NULL,
      reason TEXT NOT NULL,
      account TEXT,
      at INTEGER NOT NULL,
      report INTEGER NOT NULL CHECK (report IN (0, 1, 2))
    ) STRICT;
    CREATE INDEX debit_owed ON debit (serial) WHERE report = 0;
    CREATE TABLE agreement_order (
      serial INTEGER PRIMARY KEY,
      reference BLOB NOT NULL UNIQUE CHECK (length(reference) = 16),
      digest BLOB NOT NULL CHECK (length(digest) = 32),
      kind INTEGER NOT NULL CHECK (kind IN (2, 3, 4)),
      agreement TEXT NOT NULL,
      code TEXT NOT NULL,
      reason TEXT NOT NULL,
      at INTEGER NOT NULL,
      report INTEGER NOT NULL CHECK (report IN (0, 1, 2))
    ) STRICT;
    CREATE INDEX agreement_order_owed ON agreement_order (serial) WHERE report = 0;
    """
}
