-- One payment in six statements, one transaction, one durable commit (pgbench's script).
\set notice random(1, 200000)
BEGIN;
SELECT employer, amount, version FROM notice WHERE number = :notice FOR UPDATE;
UPDATE notice SET version = version + 1 WHERE number = :notice;
INSERT INTO payment (notice, amount, key, at) VALUES (:notice, 200021, gen_random_uuid(), now());
INSERT INTO ledger (account, amount, notice) VALUES (1, 200021, :notice), (2, -200021, :notice);
COMMIT;
