internal import Protocol

/// 短信网关: the requests of the SMS gateway: its feed, and its acknowledgements. A repeated
/// acknowledgement has no effect.
enum Gateway {
  static func decide(_ request: SmsRequest, _ state: State) -> Decision {
    switch request {
    case .messages: Decision(.stream(.messages))
    case .acknowledge(let m):
      Decision(
        .reply(Done(text: "")),
        events: state.messages[m.order] == nil
          ? [] : [.message(.messageTaken(MessageTaken(order: m.order)))])
    }
  }
}
