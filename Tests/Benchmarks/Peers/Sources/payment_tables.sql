-- The tables of a payment: notices, payments with a unique key, and a ledger of two rows each.
CREATE TABLE notice (
  number   integer PRIMARY KEY,
  employer integer NOT NULL,
  amount   bigint  NOT NULL,
  version  integer NOT NULL
);
CREATE TABLE payment (
  number bigserial PRIMARY KEY,
  notice integer NOT NULL REFERENCES notice,
  amount bigint  NOT NULL,
  key    uuid    NOT NULL UNIQUE,
  at     timestamptz NOT NULL
);
CREATE TABLE ledger (
  number  bigserial PRIMARY KEY,
  account integer NOT NULL,
  amount  bigint  NOT NULL,
  notice  integer NOT NULL
);
INSERT INTO notice SELECT n, n % 4000, 200021, 1 FROM generate_series(1, 200000) AS n;
VACUUM ANALYZE;
