import Protocol
import Terminal

/// The report of a connection that ended during the handshake. No request was sent on it, so
/// that a repeat is useful, unless the server speaks another protocol.
extension EndReason {
  private enum Category {
    case lost
    case turnedAway
    case timedOut
    case foreign
  }

  var code: String {
    switch category {
    case .lost: "lost"
    case .turnedAway: "turned-away"
    case .timedOut: "timed-out"
    case .foreign: "protocol"
    }
  }

  var exit: ExitCode {
    switch category {
    case .lost, .timedOut: .unreachable
    case .turnedAway: .temporary
    case .foreign: .protocolMismatch
    }
  }

  var why: Phrase {
    switch category {
    case .lost: Phrase("连接在应答前中断", "the connection was lost before it answered")
    case .turnedAway: Phrase("服务器暂不接受连接：\(self)", "it takes no connections now: \(self)")
    case .timedOut: Phrase("连接超时", "no answer in time")
    case .foreign:
      Phrase("对方不使用本协议：\(self)", "it does not speak the protocol: \(self)")
    }
  }

  private var category: Category {
    switch self {
    case .lost, .closedByPeer, .drained: .lost
    case .local(.timeout, _): .timedOut
    case .peer(let code, _):
      switch code {
      case .drain, .internal, .calm, .slowConsumer, .timeout, .idle, .maxAge, .full: .turnedAway
      case .protocolError, .frameTooLarge, .checksum, .badVersion, .wrongRealm, .auth, .flowControl,
        .other:
        .foreign
      }
    case .local, .foreignProtocol, .otherVersion: .foreign
    }
  }
}
