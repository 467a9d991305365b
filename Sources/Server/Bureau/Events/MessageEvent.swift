internal import Protocol

/// What can happen to a text message (短信). One with a code is ordered by
/// ``PersonEvent/codeOrdered(_:)``.
package enum MessageEvent: Sendable, Equatable {
  case messageOrdered(MessageOrdered)
  case messageTaken(MessageTaken)
  /// No gateway took messages while they were worth sending.
  case messagesExpired(MessagesExpired)
}

extension MessageEvent: EventFamily {
  enum Number: UInt16, CaseIterable {
    case messageOrdered = 20
    case messageTaken = 21
    case messagesExpired = 22
  }

  @inline(__always)
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed) {
    switch number {
    case .messageOrdered: self = .messageOrdered(try .read(body))
    case .messageTaken: self = .messageTaken(try .read(body))
    case .messagesExpired: self = .messagesExpired(try .read(body))
    }
  }

  func visit<V: FactVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .messageOrdered(let e): visitor.visit(e, Number.messageOrdered)
    case .messageTaken(let e): visitor.visit(e, Number.messageTaken)
    case .messagesExpired(let e): visitor.visit(e, Number.messagesExpired)
    }
  }
}
