internal import Transport

/// A partner's connection to the control socket: whoever asked for something there.
struct CommandID: Hashable, Sendable {
  let connection: ConnectionID
  let stream: UInt64
}
