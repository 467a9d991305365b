#!/usr/bin/env python3
"""A bank in about a hundred lines of code: opens its two feeds, carries orders out, reports them.

  examples/with-sandbox.sh BIN_DIR examples/own-bank.sh

Arguments: BANK_NUMBER ACCOUNT=YUAN...; environment: SHEBAO_SERVER, SHEBAO_CA and CREDENTIALS.
Standard library only. The wire is schema/protocol.md (section numbers below), messages are read by
schema/read.py out of schema/messages, and a report leaves by `shebao rpc call`, which any bank can
use by hand too. Its books are SQLite, in $HOME/bank.db.
"""
import json, os, socket, sqlite3, ssl, struct, subprocess, sys, threading
from decimal import Decimal
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "schema"))
import read  # noqa: E402  decodes and encodes by the files of schema/

number, accounts = sys.argv[1], dict(word.split("=") for word in sys.argv[2:])
server, credentials = os.environ["SHEBAO_SERVER"], os.environ["CREDENTIALS"]
pem, key = f"{credentials}/bank-{number}.pem", f"{credentials}/bank-{number}.key"
ROOM = 16  # items on the way at one time
lock = threading.Lock()  # one order at a time, of both feeds

books = sqlite3.connect(Path.home() / "bank.db", isolation_level=None, check_same_thread=False)
books.executescript("""
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS account (number TEXT PRIMARY KEY, fen INTEGER CHECK (fen >= 0));
  CREATE TABLE IF NOT EXISTS done (  -- every reference that was ever seen, for ever
    reference TEXT PRIMARY KEY, method TEXT, report TEXT, told INTEGER DEFAULT 0);""")
for account, yuan in accounts.items():
    books.execute("INSERT OR IGNORE INTO account VALUES (?, ?)",
                  (account, int(Decimal(yuan) * 100)))


def refused(code, reason):
    return {"outcome": "refused", "amount": {"fen": 0}, "code": code, "reason": reason}


def carry_out(order):
    """What becomes of an order that was never seen. Runs inside the transaction that records it."""
    account, fen = order["account"].decode(), order["amount"] >> 1  # zigzag, and not negative
    kind = read.CHOICES["BankOrderKind"][order["kind"]]
    known = books.execute("SELECT fen FROM account WHERE number = ?", (account,)).fetchone()
    if kind != "debit":  # verify, create, end: this bank has every agreement on its accounts
        fine = known or kind == "end"
        return "bank.agreement.report", {"outcome": "done"} if fine else {
            "outcome": "refused", "code": "24002", "reason": "没有此账户"}
    if not known:
        return "bank.debit.report", refused("24002", "没有此账户")
    if known[0] < fen:
        return "bank.debit.report", refused("24009", "余额不足")
    books.execute("UPDATE account SET fen = fen - ? WHERE number = ?", (fen, account))
    receipt = number[:3] + str(int.from_bytes(order["reference"], "big"))
    return "bank.debit.report", {"outcome": "done", "amount": {"fen": fen}, "receipt": receipt}


def take(feed, order):
    """R-1302, R-1305: written down before anything is said, and a reference is done once, ever."""
    reference = order["reference"].hex()
    names = {"reference": reference, "digest": order["digest"].hex()}
    books.execute("BEGIN IMMEDIATE")
    seen = books.execute("SELECT report FROM done WHERE reference = ?", (reference,)).fetchone()
    if seen is None:
        if feed == "bank.settles":  # asked of a debit that never came: it is refused from now on
            method, outcome = "bank.debit.report", {"outcome": "none", "amount": {"fen": 0}}
        else:
            method, outcome = carry_out(order)
        books.execute("INSERT INTO done (reference, method, report) VALUES (?, ?, ?)",
                      (reference, method, json.dumps(names | outcome, ensure_ascii=False)))
    elif feed == "bank.orders" and json.loads(seen[0])["outcome"] == "none":  # too late
        late = json.dumps(names | refused("24099", "该笔扣款已拒绝"), ensure_ascii=False)
        books.execute("UPDATE done SET report = ?, told = 0 WHERE reference = ?", (late, reference))
    else:  # the same again, under its own digest: reported again, never done again
        books.execute("UPDATE done SET told = 0 WHERE reference = ?", (reference,))
    books.execute("COMMIT")


def report():
    """R-1303, R-1307: said until it is answered OK, or the server knows no such order."""
    for reference, method, body in books.execute(
            "SELECT reference, method, report FROM done WHERE told = 0").fetchall():
        answer = subprocess.run(["shebao", "rpc", "call", method, body, "--credential", pem,
                                 "--credential-key", key, "--output", "json"],
                                stdout=subprocess.PIPE)
        reply = json.loads(answer.stdout or "{}")
        final = reply.get("error", {}).get("code") in ("ORDER_NOT_FOUND", "ORDER_DIFFERS")
        print(f"bank {number}: {method} {body} -> {'OK' if reply.get('ok') else reply}", flush=True)
        if reply.get("ok") or final:
            books.execute("UPDATE done SET told = 1 WHERE reference = ?", (reference,))


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


def frame(kind, flags=0, method=0, stream=0, aux=0, payload=b""):  # section 2
    head = struct.pack("<IBBHQI", len(payload), kind, flags, method, stream, aux)
    return head + struct.pack("<I", crc32c(head + payload)) + payload


def feed(name):
    """One connection with one feed, until it ends (sections 1, 3, 4, 11 and 13)."""
    methods = {m["name"]: m for m in read.load("methods.json")}
    context = ssl.create_default_context(cafile=os.environ["SHEBAO_CA"])
    context.load_cert_chain(pem, key)
    context.set_alpn_protocols(["shebao/1"])
    host, port = server.rsplit(":", 1)
    tcp = socket.create_connection((host, int(port)), 45)
    with context.wrap_socket(tcp, server_hostname=host) as wire:
        hello = {"software": b"bank.py", "realm": bytes(16), "maxFrameBytes": 1 << 16,
                 "maxConcurrent": 1, "initialCredit": ROOM, "pingFloorMs": 5000,
                 "pingTimeoutMs": 20000, "schemaHash": bytes(32)}
        wire.sendall(b"\x8fshb\r\n\x01\x00" + frame(1, payload=read.encode("Hello", hello))
                     + frame(2, flags=1, method=methods[name]["number"], stream=1))
        stream, taken = wire.makefile("rb"), 0
        stream.read(8)
        while head := stream.read(24):
            size, kind, flags, _, call, aux, crc = struct.unpack("<IBBHQII", head)
            payload = stream.read(size)
            if len(payload) < size or crc != crc32c(head[:20] + payload):
                raise ConnectionError("a frame is cut off, or its checksum is wrong")
            if kind == 7 and not flags & 4:  # PING: the same bytes back
                wire.sendall(frame(7, flags=4, payload=payload))
            elif kind == 3 and flags & 8:  # ITEM, a heartbeat: what could not be told is told again
                with lock:
                    report()
            elif kind == 3:  # ITEM, an order
                taken += 1
                with lock:
                    take(name, read.decode(methods[name]["reply"], payload))
                    report()
                wire.sendall(frame(6, stream=1, aux=taken + ROOM))  # CREDIT, a total
            elif kind in (4, 8):  # RESPONSE or GOAWAY: opened again
                return


def serve(name):
    while True:
        try:
            with lock:
                report()
            feed(name)
        except OSError as problem:
            print(f"bank {number}: {name}: {problem}", file=sys.stderr, flush=True)
        threading.Event().wait(1)


threading.Thread(target=serve, args=("bank.settles",), daemon=True).start()
serve("bank.orders")
