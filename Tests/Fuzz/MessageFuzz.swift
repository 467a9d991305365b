// modules: Protocol
import Protocol

/// Decodes bytes as the body of every request and reply, and as the messages of frames. A decoded
/// message encodes to the same bytes, or to fewer where unknown fields were skipped.
enum MessageFuzz: FuzzTarget {
  static func run(_ input: [UInt8]) throws(BrokenProperty) {
    for method in Method.all {
      if let request = Readable.value({ () throws(Malformed) in try method.request(input) }) {
        try check(request, request.encoded(), input) { (bytes) throws(Malformed) in
          try method.request(bytes)
        }
      }
      try reply(method, input)
    }
    try message(Hello.self, input)
    try message(Meta.self, input)
    try message(CallError.self, input)
    try message(GoAway.self, input)
  }

  /// Compares replies by their bytes, since their type is known to their method only.
  private static func reply(_ method: Method, _ input: [UInt8]) throws(BrokenProperty) {
    guard let reply = Readable.value({ () throws(Malformed) in try method.reply(input) }) else {
      return
    }
    try check(reply.encoded(), reply.encoded(), input) { (bytes) throws(Malformed) in
      try method.reply(bytes).encoded()
    }
  }

  private static func message<M: Message & Equatable>(
    _ type: M.Type, _ input: [UInt8]
  ) throws(BrokenProperty) {
    guard let message = Readable.value({ () throws(Malformed) in try decode(M.self, from: input) })
    else {
      return
    }
    try check(message, encode(message), input) { (bytes) throws(Malformed) in
      try decode(M.self, from: bytes)
    }
  }

  static func check<Value: Equatable>(
    _ value: Value, _ encoded: [UInt8], _ input: [UInt8],
    _ decode: ([UInt8]) throws(Malformed) -> Value
  ) throws(BrokenProperty) {
    try BrokenProperty.unless(
      encoded == input || encoded.count < input.count, "encodes to other bytes: \(value)")
    let again = Readable.value { () throws(Malformed) in try decode(encoded) }
    try BrokenProperty.unless(again == value, "does not come back: \(value)")
  }
}
