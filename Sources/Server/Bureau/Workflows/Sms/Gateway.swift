internal import Protocol

/// What the SMS gateway asks.
enum Gateway {
  static func decide(_ request: Request, _ state: State) throws(Refusal) -> Decision {
    switch request {
    case .smsMessages: Decision(.stream(.messages))
    case .smsAcknowledge(let m):
      Decision(
        .reply(.done(Done(text: ""))),
        events: state.messages[m.order] == nil
          ? [] : [.messageTaken(MessageTaken(order: m.order))])
    default: throw Dispatch.wrongDoor
    }
  }
}
