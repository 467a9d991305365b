-- The books (账簿), shape 4: the state that the journal's operations lead to. Written by the
-- bookkeeper only; `shebaod rebuild` makes them again from the journal.
--
-- Units: money in fen (分), days as yyyymmdd, months as yyyymm, instants in UTC milliseconds. A
-- registration number 登记序号 is packed as in RegistrationNumber.number; an agency 社保经办机构 is
-- text, because its 19 digits do not fit an INTEGER. Codes of states are those of the wire.
-- `place` is a position in a list, from 0.
--
-- Constraints repeat the invariants: a row that breaks one is a defect, and stops the bookkeeper.
-- None tests for a list of three or more values: SQLite would build a table of the list at every
-- write. Keys of tables that only grow begin with time, so that new rows are appended.

-- The books' position: the last operation in them, and its hash in the journal. One row.
CREATE TABLE mark (
  id       INTEGER PRIMARY KEY CHECK (id = 1),
  sequence INTEGER NOT NULL CHECK (sequence >= 0),
  hash     BLOB NOT NULL CHECK (length(hash) = 32)
) STRICT;

INSERT INTO mark (id, sequence, hash) VALUES (1, 0, zeroblob(32));

-- Values of the whole realm. One row.
CREATE TABLE realm (
  id          INTEGER PRIMARY KEY CHECK (id = 1),
  clock_ahead INTEGER NOT NULL CHECK (clock_ahead >= 0),
  recovery    INTEGER  -- up to when the backup knows; NULL where the realm is not in recovery
) STRICT;

INSERT INTO realm (id, clock_ahead) VALUES (1, 0);

-- 系统恢复所缺的时段: the times between a restored backup and its restore, which no journal has, in
-- the order of the restores.
CREATE TABLE recovery_gap (
  place    INTEGER PRIMARY KEY CHECK (place >= 0),
  since    INTEGER NOT NULL,
  restored INTEGER NOT NULL,
  CONSTRAINT a_gap_ends_after_its_start CHECK (restored >= since)
) STRICT;

-- The last serial of the tickets (电子税票) issued in a month.
CREATE TABLE serial (
  month INTEGER PRIMARY KEY CHECK (month BETWEEN 190001 AND 999912),
  last  INTEGER NOT NULL CHECK (last BETWEEN 0 AND 99999999)
) STRICT;

-- 用人单位: tax registration 税务登记 and payment password 支付密码. `sequence` is the last operation
-- that touched the employer.
CREATE TABLE employer (
  registration         INTEGER PRIMARY KEY CHECK (registration >= 0),
  taxpayer             TEXT NOT NULL CHECK (length(taxpayer) BETWEEN 6 AND 20),
  name                 TEXT NOT NULL,
  status               TEXT NOT NULL,
  type                 TEXT NOT NULL,
  industry             TEXT NOT NULL,
  address              TEXT NOT NULL,
  legal_representative TEXT NOT NULL,
  finance_officer      TEXT NOT NULL,
  phone                TEXT NOT NULL,
  office               INTEGER NOT NULL,
  office_name          TEXT NOT NULL,
  sub_office           INTEGER NOT NULL,
  sub_office_name      TEXT NOT NULL,
  registered           INTEGER NOT NULL,
  password_digest      BLOB CHECK (length(password_digest) = 32),
  password_salt        BLOB CHECK (length(password_salt) = 16),
  password_off         INTEGER NOT NULL CHECK (password_off IN (0, 1)),
  sequence             INTEGER NOT NULL CHECK (sequence > 0),
  CONSTRAINT a_password_has_its_salt CHECK ((password_digest IS NULL) = (password_salt IS NULL))
) STRICT;

CREATE INDEX employer_taxpayer ON employer (taxpayer);

-- 参保登记: an employer's enrolments with agencies.
CREATE TABLE enrolment (
  registration INTEGER NOT NULL REFERENCES employer DEFERRABLE INITIALLY DEFERRED,
  place        INTEGER NOT NULL CHECK (place >= 0),
  agency       TEXT NOT NULL CHECK (length(agency) = 19),
  agency_name  TEXT NOT NULL,
  unit         TEXT NOT NULL CHECK (length(unit) BETWEEN 6 AND 12),
  PRIMARY KEY (registration, place)
) STRICT, WITHOUT ROWID;

-- 险种: the insurances of an enrolment.
CREATE TABLE insurance (
  registration   INTEGER NOT NULL,
  enrolment      INTEGER NOT NULL,
  place          INTEGER NOT NULL CHECK (place >= 0),
  levy           INTEGER NOT NULL,
  name           TEXT NOT NULL,
  period_from    INTEGER NOT NULL,
  period_through INTEGER CHECK (period_through >= period_from),
  status         TEXT NOT NULL,
  heads          INTEGER NOT NULL CHECK (heads >= 0),
  PRIMARY KEY (registration, enrolment, place),
  FOREIGN KEY (registration, enrolment) REFERENCES enrolment (registration, place)
    DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- 告知单. `is_open` while a line may still change (a line of zero only while no line beside it is
-- paid); only open notices are loaded at a start. `filed` is the operation that filed this version.
CREATE TABLE notice (
  registration   INTEGER NOT NULL REFERENCES employer DEFERRABLE INITIALLY DEFERRED,
  number         TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 32),
  version        INTEGER NOT NULL CHECK (version >= 1),
  agency         TEXT NOT NULL CHECK (length(agency) = 19),
  unit           TEXT NOT NULL CHECK (length(unit) BETWEEN 6 AND 12),
  office         INTEGER NOT NULL,
  sequential     INTEGER NOT NULL CHECK (sequential IN (0, 1)),
  kind           INTEGER NOT NULL CHECK (kind IN (1, 2)),
  due            INTEGER NOT NULL,
  period_from    INTEGER NOT NULL,
  period_through INTEGER NOT NULL,
  levies         TEXT NOT NULL,
  amount         INTEGER NOT NULL CHECK (amount >= 0),
  declared_on    INTEGER,
  is_open        INTEGER NOT NULL CHECK (is_open IN (0, 1)),
  filed          INTEGER NOT NULL CHECK (filed > 0),
  CONSTRAINT a_period_ends_after_its_start CHECK (period_through >= period_from),
  PRIMARY KEY (registration, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX notice_open ON notice (registration) WHERE is_open = 1;

-- 缴费明细. Status: 1 undeclared, 2 declared, 3 held, 4 paid, 5 posted, 6 nothing due, 7 withdrawn,
-- 8 replaced.
CREATE TABLE line (
  registration    INTEGER NOT NULL,
  notice          TEXT NOT NULL,
  number          INTEGER NOT NULL CHECK (number BETWEEN 1 AND 512),
  item            INTEGER NOT NULL,
  item_name       TEXT NOT NULL,
  part            INTEGER NOT NULL CHECK (part IN (1, 2)),
  period_from     INTEGER NOT NULL,
  period_through  INTEGER NOT NULL,
  heads           INTEGER NOT NULL CHECK (heads >= 0),
  base            INTEGER NOT NULL,
  rate            INTEGER NOT NULL CHECK (rate BETWEEN 0 AND 1000000),
  amount          INTEGER NOT NULL CHECK (amount >= 0),
  assessor        INTEGER NOT NULL CHECK (assessor BETWEEN 1 AND 3),
  deferral_policy TEXT,
  deferral_until  INTEGER,
  status          INTEGER NOT NULL CHECK (status BETWEEN 1 AND 8),
  attempt         INTEGER REFERENCES attempt DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT a_period_ends_after_its_start CHECK (period_through >= period_from),
  CONSTRAINT a_deferral_has_its_end CHECK ((deferral_policy IS NULL) = (deferral_until IS NULL)),
  CONSTRAINT a_held_or_paid_line_has_its_attempt
    CHECK ((status BETWEEN 3 AND 5) = (attempt IS NOT NULL)),
  CONSTRAINT nothing_due_is_zero CHECK (status <> 6 OR amount = 0),
  PRIMARY KEY (registration, notice, number),
  FOREIGN KEY (registration, notice) REFERENCES notice (registration, number)
    DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- 缴费: payment attempts; the number is the 电子税票号码. Status: 1 requested, 2 handed out,
-- 3 succeeded, 4 failed, 5 unknown, 6 cancelled, 7 with an officer, 8 posted. `asked` is the
-- operation that requested it; `dispute` is the question for an officer, or empty.
CREATE TABLE attempt (
  number         INTEGER PRIMARY KEY,
  registration   INTEGER NOT NULL,
  notice         TEXT NOT NULL,
  method         INTEGER NOT NULL CHECK (method BETWEEN 1 AND 3),
  agreement      TEXT,
  bank           INTEGER,
  account        TEXT NOT NULL,
  amount         INTEGER NOT NULL CHECK (amount >= 0),
  late_fee       INTEGER NOT NULL CHECK (late_fee >= 0),
  day            INTEGER NOT NULL,
  digest         BLOB NOT NULL CHECK (length(digest) = 32),
  person         TEXT NOT NULL CHECK (length(person) = 18),
  key            BLOB NOT NULL CHECK (length(key) = 16),
  is_confirmed   INTEGER NOT NULL CHECK (is_confirmed IN (0, 1)),
  requested      INTEGER NOT NULL,
  requested_real INTEGER NOT NULL,
  asked          INTEGER NOT NULL CHECK (asked > 0),
  status         INTEGER NOT NULL CHECK (status BETWEEN 1 AND 8),
  handed_out     INTEGER,
  ended          INTEGER,
  receipt        TEXT NOT NULL,
  code           TEXT NOT NULL,
  reason         TEXT NOT NULL,
  dispute        TEXT NOT NULL,
  CONSTRAINT a_final_attempt_has_its_end CHECK (
    (status = 3 OR status = 4 OR status = 6 OR status = 8) = (ended IS NOT NULL)),
  CONSTRAINT money_came_with_a_receipt CHECK ((status IN (3, 8)) = (receipt <> '')),
  FOREIGN KEY (registration, notice) REFERENCES notice (registration, number)
    DEFERRABLE INITIALLY DEFERRED,
  FOREIGN KEY (registration, agreement) REFERENCES agreement (registration, number)
    DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE INDEX attempt_employer ON attempt (registration, asked);
CREATE INDEX attempt_notice ON attempt (registration, notice);
-- Attempts that are not final: requested, handed out, unknown, with an officer.
CREATE INDEX attempt_live ON attempt (registration) WHERE ended IS NULL;
CREATE INDEX attempt_open ON attempt (registration) WHERE status IN (5, 7) OR dispute <> '';
-- Not unique: a bank's mistake of using a receipt twice must not stop the books; `verify` finds it.
CREATE INDEX attempt_receipt ON attempt (bank, receipt) WHERE receipt <> '';

-- The lines of an attempt. `is_live` until it ends without money; a line is live in one attempt at
-- most (扣款锁定).
CREATE TABLE attempt_line (
  attempt      INTEGER NOT NULL REFERENCES attempt DEFERRABLE INITIALLY DEFERRED,
  place        INTEGER NOT NULL CHECK (place >= 0),
  registration INTEGER NOT NULL,
  notice       TEXT NOT NULL,
  line         INTEGER NOT NULL CHECK (line BETWEEN 1 AND 512),
  amount       INTEGER NOT NULL CHECK (amount >= 0),
  late_fee     INTEGER NOT NULL CHECK (late_fee >= 0),
  is_live      INTEGER NOT NULL CHECK (is_live IN (0, 1)),
  PRIMARY KEY (attempt, place)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX attempt_line_live ON attempt_line (registration, notice, line)
  WHERE is_live = 1;

-- 委托扣款协议. Status: 1 verifying, 2 active, 3 refused, 4 ending, 5 ended.
CREATE TABLE agreement (
  registration  INTEGER NOT NULL REFERENCES employer DEFERRABLE INITIALLY DEFERRED,
  number        TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 60),
  office        INTEGER NOT NULL,
  clearing_bank INTEGER NOT NULL,
  opening_bank  INTEGER NOT NULL,
  account       TEXT NOT NULL,
  account_name  TEXT NOT NULL,
  account_kind  INTEGER NOT NULL CHECK (account_kind IN (1, 2)),
  signing       INTEGER NOT NULL CHECK (signing IN (1, 2)),
  phone         TEXT NOT NULL,
  status        INTEGER NOT NULL CHECK (status BETWEEN 1 AND 5),
  automatic     INTEGER NOT NULL CHECK (automatic IN (0, 1)),
  added         INTEGER NOT NULL,
  bank_order    BLOB NOT NULL CHECK (length(bank_order) = 16),
  digest        BLOB NOT NULL CHECK (length(digest) = 32),
  reason        TEXT NOT NULL,
  person        TEXT NOT NULL CHECK (length(person) = 18),
  CONSTRAINT an_ended_agreement_pays_nothing CHECK (status <> 5 OR automatic = 0),
  PRIMARY KEY (registration, number)
) STRICT, WITHOUT ROWID;

CREATE INDEX agreement_waiting ON agreement (registration) WHERE status IN (1, 4);

-- Every order about an agreement that was given to a bank, with the digest of its terms: a bank may
-- report again on an order that a later one has replaced.
CREATE TABLE agreement_order (
  bank_order    BLOB PRIMARY KEY CHECK (length(bank_order) = 16),
  registration  INTEGER NOT NULL,
  agreement     TEXT NOT NULL,
  clearing_bank INTEGER NOT NULL,
  digest        BLOB NOT NULL CHECK (length(digest) = 32),
  FOREIGN KEY (registration, agreement) REFERENCES agreement (registration, number)
    DEFERRABLE INITIALLY DEFERRED
) STRICT, WITHOUT ROWID;

-- Failed payment passwords of a person at an employer (T13).
CREATE TABLE payment_lock (
  registration INTEGER NOT NULL REFERENCES employer DEFERRABLE INITIALLY DEFERRED,
  resident     TEXT NOT NULL CHECK (length(resident) = 18),
  failures     INTEGER NOT NULL CHECK (failures >= 0),
  locked_until INTEGER,
  PRIMARY KEY (registration, resident)
) STRICT, WITHOUT ROWID;

-- 自然人. Of the password only scrypt's hash is stored; `codes_sent` lists instants, separated by
-- commas.
CREATE TABLE person (
  resident   TEXT PRIMARY KEY CHECK (length(resident) = 18),
  name       TEXT NOT NULL,
  mobile     INTEGER NOT NULL,
  user       TEXT NOT NULL,
  salt       BLOB,
  hash       BLOB,
  scrypt_n   INTEGER,
  scrypt_r   INTEGER,
  scrypt_p   INTEGER,
  codes_sent TEXT NOT NULL,
  CONSTRAINT a_password_is_whole CHECK (
    (salt IS NULL) = (hash IS NULL) AND (salt IS NULL) = (scrypt_n IS NULL)
    AND (salt IS NULL) = (scrypt_r IS NULL) AND (salt IS NULL) = (scrypt_p IS NULL))
) STRICT, WITHOUT ROWID;

CREATE INDEX person_mobile ON person (mobile);
CREATE INDEX person_user ON person (user) WHERE user <> '';

-- 办税人员身份: the identities of a person as clerk at employers.
CREATE TABLE identity (
  resident     TEXT NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  place        INTEGER NOT NULL CHECK (place >= 0),
  registration INTEGER NOT NULL,
  kind         INTEGER NOT NULL,
  confirmed    INTEGER NOT NULL CHECK (confirmed IN (0, 1)),
  PRIMARY KEY (resident, place)
) STRICT, WITHOUT ROWID;

-- The documents that a person has consented to (L1.7).
CREATE TABLE consent (
  resident TEXT NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  place    INTEGER NOT NULL CHECK (place >= 0),
  document INTEGER NOT NULL,
  version  INTEGER NOT NULL,
  hash     BLOB NOT NULL CHECK (length(hash) = 32),
  at       INTEGER NOT NULL,
  PRIMARY KEY (resident, place)
) STRICT, WITHOUT ROWID;

-- Failed logins, by way: 1 password, 2 SMS code, 3 scan, 4 certificate. `times` is a list as
-- `codes_sent`.
CREATE TABLE login_failure (
  resident     TEXT NOT NULL REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  place        INTEGER NOT NULL CHECK (place >= 0),
  way          INTEGER NOT NULL,
  times        TEXT NOT NULL,
  locked_until INTEGER,
  PRIMARY KEY (resident, place)
) STRICT, WITHOUT ROWID;

-- 会话. `ended_why`: 1 logout, 2 ended, 3 forced, 4 expired, 5 replaced; NULL while it lives.
CREATE TABLE session (
  id           BLOB PRIMARY KEY CHECK (length(id) = 16),
  token        BLOB NOT NULL CHECK (length(token) = 32),
  resident     TEXT NOT NULL,
  registration INTEGER NOT NULL,
  identity     INTEGER NOT NULL,
  opened       INTEGER NOT NULL,
  ends         INTEGER NOT NULL,
  proved       INTEGER NOT NULL CHECK (proved IN (0, 1)),
  ended_why    INTEGER CHECK (ended_why BETWEEN 1 AND 5)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX session_live ON session (token) WHERE ended_why IS NULL;

-- Messages for the SMS gateway 短信网关, without their codes. `is_taken`: the gateway has it, or it
-- has expired.
CREATE TABLE message (
  id       BLOB PRIMARY KEY CHECK (length(id) = 16),
  mobile   INTEGER NOT NULL,
  purpose  TEXT NOT NULL,
  ends     INTEGER NOT NULL,
  is_taken INTEGER NOT NULL CHECK (is_taken IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE INDEX message_waiting ON message (id) WHERE is_taken = 0;

-- 导入. Phase: 1 open, 2 committed, 3 applied, 4 refused.
CREATE TABLE batch (
  id          BLOB PRIMARY KEY CHECK (length(id) = 16),
  name        TEXT NOT NULL,
  phase       INTEGER NOT NULL CHECK (phase BETWEEN 1 AND 4),
  lines       INTEGER NOT NULL,
  total       INTEGER NOT NULL,
  received    INTEGER NOT NULL CHECK (received >= 0),
  parts       INTEGER NOT NULL CHECK (parts >= 0),
  sum         INTEGER NOT NULL,
  problems    INTEGER NOT NULL CHECK (problems >= 0),
  applied     INTEGER NOT NULL CHECK (applied >= 0),
  rejected    INTEGER NOT NULL CHECK (rejected >= 0),
  last_key    TEXT NOT NULL,
  begun       INTEGER NOT NULL,
  last_line   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX batch_unfinished ON batch (id) WHERE phase IN (1, 2);
CREATE INDEX batch_begun ON batch (begun);

-- The valid lines of an import, in the order of application.
CREATE TABLE import_line (
  batch    BLOB NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  sort_key TEXT NOT NULL,
  line     INTEGER NOT NULL,
  record   BLOB NOT NULL,
  PRIMARY KEY (batch, sort_key)
) STRICT, WITHOUT ROWID;

-- Invalid lines of an import, and lines that the state forbade. `operation` is the one that found
-- the problem.
CREATE TABLE import_problem (
  batch     BLOB NOT NULL REFERENCES batch DEFERRABLE INITIALLY DEFERRED,
  line      INTEGER NOT NULL,
  operation INTEGER NOT NULL CHECK (operation > 0),
  place     INTEGER NOT NULL CHECK (place >= 0),
  code      TEXT NOT NULL,
  reason    TEXT NOT NULL,
  PRIMARY KEY (batch, line, operation, place)
) STRICT, WITHOUT ROWID;

-- Request keys 幂等键: one digest for each key and scope. `key` comes first in the primary key,
-- because it begins with its time.
CREATE TABLE operation_key (
  key      BLOB NOT NULL CHECK (length(key) = 16),
  scope    BLOB NOT NULL CHECK (length(scope) = 32),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  digest   BLOB NOT NULL CHECK (length(digest) = 32),
  attempt  INTEGER REFERENCES attempt DEFERRABLE INITIALLY DEFERRED,
  PRIMARY KEY (key, scope)
) STRICT, WITHOUT ROWID;
