import Protocol
import Terminal

/// A frame of captured bytes; also the preface, or a rest that is no frame.
struct DumpedFrame: Equatable {
  /// The offset of its header, in bytes.
  let offset: Int
  /// nil for the preface and for a rest that is no frame.
  var header: FrameHeader?
  /// The protocol's name of the type, "PREFACE", or "" for a rest.
  var type = ""
  /// The method of the call; nil outside a call, or where its REQUEST was not captured.
  var method: Method?
  /// Whether the checksum is right; nil where there is no whole frame.
  var isSound: Bool?
  /// The messages of the payload by name, with secrets masked.
  var contents: [JSONMember] = []
  /// The fault of the frame, if any.
  var problem: String?
}
