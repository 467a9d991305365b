-- The journal (日志), shape 1: one row for each operation, never changed and never removed.
-- Format of the blobs and of the hash: Sources/Server/Ledger/Journal/Chain.swift.

CREATE TABLE operation (
  sequence    INTEGER PRIMARY KEY CHECK (sequence > 0),
  at          INTEGER NOT NULL CHECK (at >= 0),           -- real time, UTC milliseconds
  business_at INTEGER NOT NULL CHECK (business_at >= 0),  -- business time, UTC milliseconds
  actor       BLOB NOT NULL CHECK (length(actor) <= 64),
  method      INTEGER NOT NULL CHECK (method BETWEEN 0 AND 65535),
  scope       BLOB CHECK (length(scope) = 32),
  key         BLOB CHECK (length(key) = 16),
  digest      BLOB CHECK (length(digest) = 32),
  events      BLOB NOT NULL,
  reply       BLOB NOT NULL,
  hash        BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

CREATE TRIGGER operation_is_never_changed BEFORE UPDATE ON operation
BEGIN SELECT RAISE(ABORT, 'an operation is never changed'); END;

CREATE TRIGGER operation_is_never_removed BEFORE DELETE ON operation
BEGIN SELECT RAISE(ABORT, 'an operation is never removed'); END;

-- The epoch of the last process that claimed the journal: only that process may append. A backup
-- cannot be claimed. One row.
CREATE TABLE claim (
  id        INTEGER PRIMARY KEY CHECK (id = 1),
  epoch     INTEGER NOT NULL CHECK (epoch >= 0),
  is_backup INTEGER NOT NULL CHECK (is_backup IN (0, 1))
) STRICT;

INSERT INTO claim (id, epoch, is_backup) VALUES (1, 0, 0);
