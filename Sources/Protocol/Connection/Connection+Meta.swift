/// A payload with META, split into metadata and body.
enum MetaSplit {
  /// The metadata, and the range of the body.
  case whole(Meta, Range<Int>)
  /// The status and error for a payload that cannot be split.
  case bad(Status, CallError)
}

extension CallError {
  /// The error for a body that cannot be decoded. Rules.
  ///
  /// - Parameters:
  ///   - malformed: the decoder's error.
  ///   - path: its path, with the names of the message's fields.
  public init(_ malformed: Malformed, path: String) {
    self.init(
      malformed.reason == .unknownField
        ? CallError.Reason.unknownField : CallError.Reason.malformed,
      outcome: .notStarted, retry: .never, text: malformed.description, path: path,
      offset: UInt64(max(0, malformed.offset)))
  }
}

extension Connection {
  /// Splits a payload with META. Rules.
  func splitMeta(_ payload: Span<UInt8>) -> MetaSplit {
    guard payload.count >= 2 else { return .bad(.invalidArgument, Self.metaCut(payload.count)) }
    let count = Int(payload[0]) | Int(payload[1]) << 8
    guard count <= Limits.metaBytes else {
      return .bad(
        .resourceExhausted,
        CallError(
          CallError.Reason.metaTooLarge, outcome: .notStarted, retry: .never,
          text: "the metadata has \(count) bytes", limit: UInt64(Limits.metaBytes),
          actual: UInt64(count)))
    }
    guard payload.count >= 2 + count else {
      return .bad(.invalidArgument, Self.metaCut(payload.count))
    }
    do throws(Malformed) {
      let meta = try decode(Meta.self, from: payload.extracting(2..<(2 + count)))
      return .whole(meta, (2 + count)..<payload.count)
    } catch {
      let path = ["meta"] + error.path.map { String($0) }
      return .bad(.invalidArgument, CallError(error, path: path.joined(separator: ".")))
    }
  }

  private static func metaCut(_ count: Int) -> CallError {
    CallError(
      CallError.Reason.malformed, outcome: .notStarted, retry: .never,
      text: "the metadata is longer than the payload", path: "meta", actual: UInt64(count))
  }
}
