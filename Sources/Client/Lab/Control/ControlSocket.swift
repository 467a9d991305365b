internal import Protocol
internal import Terminal
internal import Transport

/// The sandbox's control socket: `control` in the books' folder, mode 0600, this user only.
///
/// It speaks the frames of the protocol, on a method of its own: one JSON object each way. So it
/// has their limits, and needs no parser of its own.
enum ControlSocket {
  /// Name of the socket in the folder.
  static let name = "control"
  static let method: UInt16 = 1
  /// Bytes of a command.
  static let commandBytesMax = 512 << 10

  static func hello(time: UInt64) -> Hello {
    Hello(
      software: "shebao-lab", version: LabVersion.text, realm: Id128(high: 0, low: 0),
      schemaHash: .zero, serverTimeMs: time)
  }
}
