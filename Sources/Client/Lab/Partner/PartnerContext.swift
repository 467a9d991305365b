internal import Protocol
internal import Store
internal import Terminal
internal import Transport

/// What a line needs of the world.
struct PartnerContext: Sendable {
  /// `bank-102452000012`, as the credential's file.
  let name: String
  let addresses: Addresses
  let tls: TLSClient?
  let hello: @Sendable () -> Hello
  let alarm: AlarmClock
  let board: StatusBoard
  let answer: @Sendable (CommandID, JSONValue) -> Void
  /// The partner cannot go on: end the process.
  let halt: @Sendable (String, StoreFailure) -> Void
}
