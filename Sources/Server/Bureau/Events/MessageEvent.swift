internal import Protocol

/// An event of a text message (短信). A message with a code is ordered by
/// ``PersonEvent/codeOrdered(_:)``.
package enum MessageEvent: Sendable, Equatable {
  /// A notification, without a code, was ordered.
  case messageOrdered(MessageOrdered)
  /// The SMS gateway (短信网关) has taken a message.
  case messageTaken(MessageTaken)
  /// Messages that no gateway took before their end were dropped.
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
