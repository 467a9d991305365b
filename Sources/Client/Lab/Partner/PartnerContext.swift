internal import Protocol
internal import Store
internal import Terminal
internal import Transport

/// A partner's name, credentials, and the sandbox's parts that its connection uses.
struct PartnerContext: Sendable {
  /// The name of the credential's file, for example `bank-102452000012`.
  let name: String
  let addresses: Addresses
  let tls: TLSClient?
  let hello: @Sendable () -> Hello
  let alarm: AlarmClock
  let board: StatusBoard
  let answer: @Sendable (CommandID, JSONValue) -> Void
  /// Ends the process, since the named partner's books failed.
  let halt: @Sendable (String, StoreFailure) -> Void
}
