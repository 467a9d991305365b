import Protocol

enum Fruit: UInt8, Choice {
  case apple = 1
  case pear = 2
  case plum = 9
  static var typeName: StaticString { "Fruit" }
}

struct Even: NumberValue {
  let number: UInt64
  static var typeName: StaticString { "Even" }
  init?(number: UInt64) {
    guard number % 2 == 0, number > 0 else { return nil }
    self.number = number
  }
}

struct Plate: TextValue {
  let text: String
  static var typeName: StaticString { "Plate" }
  static var bytesMax: Int { 8 }
  init?(text: String) {
    guard (2...8).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
    else { return nil }
    self.text = text
  }
}

/// Every defaulted form.
struct Plain: Message {
  let heads: UInt64
  let small: UInt32
  let change: Int64
  let sequential: Bool
  let title: String
  let proof: [UInt8]
  let password: String
  let token: [UInt8]
  static var name: StaticString { "Plain" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      heads: c.number(1, "heads", m?.heads),
      small: c.number32(2, "small", m?.small),
      change: c.signed(3, "change", m?.change),
      sequential: c.flag(4, "sequential", m?.sequential),
      title: c.text(5, "title", m?.title, max: 20),
      proof: c.bytes(15, "proof", m?.proof, max: 64),
      password: c.secret(16, "password", m?.password, max: 6),
      token: c.secret(65535, "token", m?.token, max: 4))
  }
}

/// Every required form.
struct Strict: Message {
  let amount: Money
  let pair: Even
  let plate: Plate
  let key: Id128
  let digest: Digest256
  let fruit: Fruit
  let pin: Plate
  let inner: Memo
  static var name: StaticString { "Strict" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      amount: c.money(1, "amount", m?.amount),
      pair: c.value(2, "pair", m?.pair),
      plate: c.value(3, "plate", m?.plate),
      key: c.id(4, "key", m?.key),
      digest: c.digest(5, "digest", m?.digest),
      fruit: c.choice(6, "fruit", m?.fruit),
      pin: c.secret(7, "pin", m?.pin),
      inner: c.message(8, "inner", m?.inner))
  }
}

struct Memo: Message {
  let serial: UInt64
  let memo: String?
  static var name: StaticString { "Memo" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      serial: c.number(1, "serial", m?.serial),
      memo: c.maybe(3, "memo", m?.memo, max: 140))
  }
}

/// Every list.
struct Lists: Message {
  let lines: [Memo]
  let pairs: [Even]
  let plates: [Plate]
  let fruits: [Fruit]
  let keys: [Id128]
  let numbers: [UInt64]
  static var name: StaticString { "Lists" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      lines: c.list(1, "lines", m?.lines, max: 3),
      pairs: c.values(2, "pairs", m?.pairs, max: 3),
      plates: c.values(3, "plates", m?.plates, max: 3),
      fruits: c.values(4, "fruits", m?.fruits, max: 3),
      keys: c.values(5, "keys", m?.keys, max: 3),
      numbers: c.values(6, "numbers", m?.numbers, max: 3))
  }
}

/// Every optional form.
struct Maybe: Message {
  let heads: UInt64?
  let small: UInt32?
  let change: Int64?
  let sequential: Bool?
  let title: String?
  let proof: [UInt8]?
  let password: String?
  let token: [UInt8]?
  let pin: Plate?
  let amount: Money?
  let pair: Even?
  let plate: Plate?
  let key: Id128?
  let digest: Digest256?
  let fruit: Fruit?
  let inner: Memo?
  let lines: [Memo]?
  let pairs: [Even]?
  let plates: [Plate]?
  let fruits: [Fruit]?
  let keys: [Id128]?
  static var name: StaticString { "Maybe" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      heads: c.maybe(1, "heads", m?.heads),
      small: c.maybe(2, "small", m?.small),
      change: c.maybe(3, "change", m?.change),
      sequential: c.maybe(4, "sequential", m?.sequential),
      title: c.maybe(5, "title", m?.title, max: 20),
      proof: c.maybe(6, "proof", m?.proof, max: 64),
      password: c.maybeSecret(7, "password", m?.password, max: 6),
      token: c.maybeSecret(8, "token", m?.token, max: 4),
      pin: c.maybeSecret(9, "pin", m?.pin),
      amount: c.maybe(10, "amount", m?.amount),
      pair: c.maybe(11, "pair", m?.pair),
      plate: c.maybe(12, "plate", m?.plate),
      key: c.maybe(13, "key", m?.key),
      digest: c.maybe(14, "digest", m?.digest),
      fruit: c.maybe(15, "fruit", m?.fruit),
      inner: c.maybe(16, "inner", m?.inner),
      lines: c.maybe(17, "lines", m?.lines, max: 3),
      pairs: c.maybe(18, "pairs", m?.pairs, max: 3),
      plates: c.maybe(19, "plates", m?.plates, max: 3),
      fruits: c.maybe(20, "fruits", m?.fruits, max: 3),
      keys: c.maybe(21, "keys", m?.keys, max: 3))
  }
}

/// Nested in itself through a list, which the schema forbids and only this test uses.
struct Deep: Message {
  let children: [Deep]
  static var name: StaticString { "Deep" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(children: c.list(1, "children", m?.children, max: 2))
  }
  static func nested(_ depth: Int) -> Deep {
    depth == 0 ? Deep(children: []) : Deep(children: [nested(depth - 1)])
  }
}

/// Bodies long enough for lengths of two and three bytes.
struct Wide: Message {
  let first: Block
  let blocks: [Block]
  let after: UInt64
  static var name: StaticString { "Wide" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      first: c.message(1, "first", m?.first),
      blocks: c.list(2, "blocks", m?.blocks, max: 64),
      after: c.number(3, "after", m?.after))
  }
}

struct Block: Message {
  let body: [UInt8]
  let text: String
  static var name: StaticString { "Block" }
  static func fields<C: Coder & ~Copyable & ~Escapable>(
    _ c: inout C, _ m: Self?
  ) throws(Malformed) -> Self {
    try Self(
      body: c.bytes(1, "body", m?.body, max: 70000),
      text: c.text(2, "text", m?.text, max: 70000))
  }
}
