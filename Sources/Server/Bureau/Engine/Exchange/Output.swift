package import Protocol

/// An answer or an item of a feed, with the last operation that it rests on.
package struct Output: Sendable {
  /// The operation that must be durable before it leaves.
  package var restsOn: UInt64
  package var address: ReplyAddress
  package var body: OutputBody

  package init(restsOn: UInt64, address: ReplyAddress, body: OutputBody) {
    self.restsOn = restsOn
    self.address = address
    self.body = body
  }
}

/// The content of an output.
package enum OutputBody: Sendable {
  case reply(any Message)
  /// A reply that was stored: its body's bytes.
  case stored([UInt8])
  /// A refusal, and how far the request got: a refusal that left a trace is done.
  case refusal(Refusal, CallError.Outcome = .notStarted)
  /// An item of a stream.
  case item(any Message)
  /// A stream's end: the server stops.
  case end(Refusal?)
}
