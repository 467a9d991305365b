internal import Protocol
internal import Terminal
internal import Transport

/// The sandbox's control socket: file `control` in the books' folder, mode 0600.
///
/// It speaks the protocol's frames on one method with a JSON object each way, and so shares their
/// parser, limits and deadlines.
enum ControlSocket {
  static let name = "control"
  static let method: UInt16 = 1
  /// The longest command, in bytes.
  static let commandBytesMax = 512 << 10

  static func hello(time: UInt64) -> Hello {
    Hello(
      software: "shebao-lab", version: ProgramVersion.text, realm: Id128(high: 0, low: 0),
      schemaHash: .zero, serverTimeMs: time)
  }
}
