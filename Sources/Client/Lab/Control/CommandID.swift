internal import Transport

/// The address of the answer to a command of the control socket: the connection and the stream that
/// it came on.
struct CommandID: Hashable, Sendable {
  let connection: ConnectionID
  let stream: UInt64
}
