#!/usr/bin/env python3
"""Reads and writes every vector from the files of this folder alone, as protocol.md section 8 says.

For each vector: the bytes are decoded, shown as text and encoded again; text and bytes must be the
vector's. One that is not valid must be refused. Prints the schema's hash too. Exit 1 if any is wrong.
"""
import hashlib
import json
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
VARINTS = {"number", "number32", "signed", "flag", "money", "number_value", "choice"}
DEFAULTS = {"number", "number32", "signed", "flag", "text", "bytes"}


class Refused(Exception):
    pass


def load(path):
    return json.loads((FOLDER / path).read_text(encoding="utf-8"))


MESSAGES = {p.stem: load(p) for p in sorted((FOLDER / "messages").glob("*.json"))}
CHOICES = {c["choice"]: {k["number"]: k["name"] for k in c["cases"]} for c in load("choices.json")}


def kind(field):
    return field.get("kind", field["type"])


def require(condition, rule):
    if not condition:
        raise Refused(rule)


class Reader:
    def __init__(self, data):
        self.data, self.at = data, 0

    def take(self, count):
        require(self.at + count <= len(self.data), "C8 beyond the end")
        self.at += count
        return self.data[self.at - count:self.at]

    def varint(self):
        value = shift = 0
        while True:
            byte = self.take(1)[0]
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                require(byte or shift == 7, "C3 not minimal")
                require(value < 1 << 64 and shift <= 70, "C4 too large")
                return value


def body(reader, field, depth, limit):
    """One body: of a field, or of an element of a list."""
    what = kind(field)
    if what in VARINTS:
        value = reader.varint()
        require(what != "flag" or value <= 1, "C6 flag")
        require(what != "number32" or value < 1 << 32, "32 bits")
        require(what != "choice" or value in CHOICES[field["type"]], "R-802 no such case")
        return value
    if what == "id128":
        return reader.take(16)
    data = reader.take(reader.varint())
    require(limit is None or len(data) <= limit, "C12 too long")
    require(what != "digest256" or len(data) == 32, "a digest has 32 bytes")
    if what == "message":
        return decode(field["type"], data, depth + 1)
    if what in ("text", "text_value"):
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("C7 UTF-8") from None
    return data


def decode(name, data, depth=0):
    """The values of a message by field name; what is absent and may be is not among them."""
    require(depth <= 32, "C12 too deep")
    reader, last, values = Reader(data), 0, {}
    fields = {f["id"]: f for f in MESSAGES[name]["fields"]}
    while reader.at < len(data):
        tag = reader.varint()
        number, wire = tag >> 3, tag & 7
        require(0 < number <= 65535 and number > last, "C1, C2, C14 order")
        last = number
        require(number in fields, "R-801 unknown")
        field = fields[number]
        require(wire == field["wire"], "C13 wire type")
        if field.get("list"):
            inner, value = Reader(reader.take(reader.varint())), []
            while inner.at < len(inner.data):
                require(len(value) < field["max"], "C12 too many")
                value.append(body(inner, field, depth, field.get("element_max")))
        else:
            value = body(reader, field, depth, field.get("max"))
        defaulted = not field.get("required") and not field.get("optional")
        require(not defaulted or value not in (0, b"", []), "C5 default written out")
        values[field["name"]] = value
    for field in fields.values():
        require(not field.get("required") or field["name"] in values, "missing " + field["name"])
        known = field.get("required") or field.get("optional") or field.get("list")
        require(known or kind(field) in DEFAULTS, "presence of " + field["name"])
    return values


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out + bytes([value]))


def encode_body(field, value):
    what = kind(field)
    if what in VARINTS:
        return varint(value)
    if what == "id128":
        return value
    data = encode(field["type"], value) if what == "message" else value
    return varint(len(data)) + data


def encode(name, values):
    out = b""
    for field in MESSAGES[name]["fields"]:
        if field["name"] not in values:
            continue
        value = values[field["name"]]
        if field.get("list"):
            data = b"".join(encode_body(field, item) for item in value)
            data = varint(len(data)) + data
        else:
            data = encode_body(field, value)
        out += varint(field["id"] << 3 | field["wire"]) + data
    return out


def show(field, value):
    what = kind(field)
    if what == "flag":
        return "true" if value else "false"
    if what in ("signed", "money"):
        value = value >> 1 ^ -(value & 1)
    if what == "money":
        return f"{'-' if value < 0 else ''}{abs(value) // 100}.{abs(value) % 100:02}"
    if what == "choice":
        return CHOICES[field["type"]][value]
    if what == "message":
        return text(field["type"], value)
    if what in ("text", "text_value"):
        return json.dumps(value.decode("utf-8"), ensure_ascii=False)
    if what in ("id128", "digest256"):
        return value.hex()
    return "0x" + value.hex() if what == "bytes" else str(value)


def text(name, values):
    parts = []
    for field in MESSAGES[name]["fields"]:
        if field["name"] in values:
            value = values[field["name"]]
            shown = ("[" + ", ".join(show(field, item) for item in value) + "]"
                     if field.get("list") else show(field, value))
            parts.append(field["name"] + ": " + shown)
    return name + " {" + ", ".join(parts) + "}"


def check(name, vector):
    data = bytes.fromhex(vector["hex"])
    try:
        values = decode(name, data)
    except Refused as refusal:
        return str(refusal) if vector["valid"] else None
    if not vector["valid"]:
        return "was not refused"
    if encode(name, values) != data:
        return "encodes to other bytes"
    return None if text(name, values) == vector["value"] else "is shown as " + text(name, values)


def main():
    count, wrong = 0, []
    for name in MESSAGES:
        for vector in load(f"vectors/{name}.json")["vectors"]:
            count += 1
            problem = check(name, vector)
            if problem:
                wrong.append(f"{name} {vector['name']}: {problem}")
    for method in load("methods.json"):
        wrong += [f"{method['name']}: no message {method[side]}"
                  for side in ("request", "reply") if method[side] not in MESSAGES]
    hashed = hashlib.sha256()
    paths = ["choices.json", "methods.json"] + [f"messages/{name}.json" for name in MESSAGES]
    for path in sorted(paths):
        hashed.update((FOLDER / path).read_bytes())
    print("\n".join(wrong[:20] + [f"schema {hashed.hexdigest()}",
                                  f"{len(MESSAGES)} messages, {count} vectors, {len(wrong)} wrong"]))
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main())
