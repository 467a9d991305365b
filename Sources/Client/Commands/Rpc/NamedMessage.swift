import Protocol
import Terminal

/// Message types by their name in the schema.
enum NamedMessage {
  /// Computed once: making the schema's entries also makes their test vectors.
  private static let probes: [MessageProbe] = {
    do throws(Malformed) { return try MessageRegistry.entries().map(\.probe) } catch { return [] }
  }()

  /// Returns the type of this name; throws a report with exit 65 where there is none.
  static func probe(_ name: String) throws(ErrorReport) -> MessageProbe {
    guard let probe = probes.first(where: { $0.name == name }) else {
      throw ErrorReport(
        .badData, code: "rpc.message", what: Phrase("没有消息 \(name)", "no message \(name)"),
        next: Phrase(same: "shebao rpc list"))
    }
    return probe
  }

  /// Decodes a message's bytes as JSON, secrets as `***`; the failure says why they are not one.
  static func json(
    _ name: String, _ bytes: [UInt8]
  ) throws(ErrorReport) -> Result<JSONValue, Malformed> {
    var decoding: any MessageVisitor = Decoding(bytes)
    try probe(name).show(&decoding)
    guard let outcome = (decoding as? Decoding)?.outcome else { throw Failures.wrongReply }
    return outcome
  }
}

/// Decodes bytes as the message type that it visits.
private struct Decoding: MessageVisitor {
  let bytes: [UInt8]
  private(set) var outcome: Result<JSONValue, Malformed>?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func visit<M: Message>(_ type: M.Type) {
    do throws(Malformed) {
      outcome = .success(MessageJSON.of(try decode(type, from: bytes)))
    } catch {
      outcome = .failure(error)
    }
  }
}
