import Protocol
import Terminal

/// One frame of a captured stream, or what stands in its place.
struct DumpedFrame: Equatable {
  /// Where its header begins, in bytes from the first.
  let offset: Int
  /// Nil for the preface and for a rest that is no frame.
  var header: FrameHeader?
  /// The type's name in the protocol, "PREFACE", or "" for a rest.
  var type = ""
  /// The method that a REQUEST names, and that its answers belong to.
  var method: Method?
  /// Whether the checksum is right; nil where there is none.
  var isSound: Bool?
  /// What lies in the payload, by the messages' names, secrets masked.
  var contents: [JSONMember] = []
  /// What is wrong with it.
  var problem: String?
}
