internal import Protocol

/// An event of a session (会话).
package enum SessionEvent: Sendable, Equatable {
  /// 登录成功.
  case sessionBegun(SessionBegun)
  /// The session ended, by its caller (退出登录) or otherwise.
  case sessionFinished(SessionFinished)
  /// A scan (扫码) proved the person in the session.
  case sessionProved(SessionProved)
}

extension SessionEvent: EventFamily {
  enum Number: UInt16, CaseIterable {
    case sessionBegun = 16
    case sessionFinished = 17
    case sessionProved = 18
  }

  @inline(__always)
  init(_ number: Number, _ body: Span<UInt8>) throws(Malformed) {
    switch number {
    case .sessionBegun: self = .sessionBegun(try .read(body))
    case .sessionFinished: self = .sessionFinished(try .read(body))
    case .sessionProved: self = .sessionProved(try .read(body))
    }
  }

  func visit<V: FactVisitor>(_ visitor: inout V) -> V.Result {
    switch self {
    case .sessionBegun(let e): visitor.visit(e, Number.sessionBegun)
    case .sessionFinished(let e): visitor.visit(e, Number.sessionFinished)
    case .sessionProved(let e): visitor.visit(e, Number.sessionProved)
    }
  }
}
