import Crypto
import Foundation
import Protocol

/// The files of `schema/` that are generated from the sources, with their wanted content.
struct SchemaFolder {
  /// File contents by path from the repository's root.
  private(set) var files: [String: String] = [:]
  let texts: SourceTexts
  let entries: [SchemaEntry]

  /// The folders in which every file is generated.
  static let whole = ["schema/messages", "schema/vectors"]

  init() throws {
    texts = try SourceTexts("Sources/Protocol")
    let about = texts.about
    entries = try MessageRegistry.entries().map { $0.described(by: about) }
    for entry in entries {
      files["schema/messages/\(entry.shape.name).json"] = entry.document
      files["schema/vectors/\(entry.shape.name).json"] = entry.vectorDocument
    }
    let choices = entries.reduce(into: [:]) { all, entry in all.merge(entry.choices) { $1 } }
    files["schema/choices.json"] = SchemaEntry.choiceTable(choices, about: about).document
    files["schema/methods.json"] = methods.document
    files["schema/types.json"] = types.document
    files["schema/limits.json"] = limits.document
    files["schema/codes.json"] = codes.document
    files["schema/reasons.json"] = try reasons().document
    files["Sources/Protocol/Messages/Methods/SchemaHash.swift"] = hashSource(hash)
  }

  /// SHA-256 over messages, enumerations and methods, in the order of their paths' bytes.
  var hash: Digest256 {
    let named = ["schema/choices.json", "schema/methods.json"]
    let paths = files.keys.filter { $0.hasPrefix("schema/messages/") || named.contains($0) }
    let bytes = paths.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .flatMap { Array((files[$0] ?? "").utf8) }
    return Digest256(bytes: SHA256.hash(bytes)) ?? .zero
  }

  private var methods: JSONText {
    .array(
      Method.all.map { method in
        .row([
          .init("number", .integer(Int(method.number))),
          .init("name", .string(method.name)),
          .init("request", .string(method.messages.request)),
          .init("reply", .string(method.messages.reply)),
          .init("shape", .string(method.idempotency == .feed ? "stream" : "unary")),
          .init("idempotency", .string(method.idempotency.rawValue)),
          .init("audience", .string(method.audience.name)),
        ])
      })
  }

  /// The domain types of fields.
  private var types: JSONText {
    let fields = entries.flatMap(\.shape.fields)
      .filter { $0.kind == .numberValue || $0.kind == .textValue }
    let byName = Dictionary(fields.map { ($0.type, $0) }) { first, _ in first }
    return .array(
      byName.keys.sorted().compactMap { name in
        guard let field = byName[name] else { return nil }
        var members: [JSONText.Member] = [
          .init("type", .string(name)), .init("kind", .string(field.kind.label)),
        ]
        if field.kind == .textValue, let max = field.isList ? field.elementMax : field.max {
          members.append(.init("max", .integer(max)))
        }
        let form = texts.about[name + (field.kind == .textValue ? ".text" : ".number")]
        if let form { members.append(.init("form", .string(form))) }
        return .row(members + [.init("about", .string(texts.about[name] ?? ""))])
      })
  }

  private var limits: JSONText {
    .array(
      texts.declarations(in: "Limits").compactMap { limit in
        guard let value = Self.number(limit.value) else { return nil }
        return .row([
          .init("name", .string(limit.name)), .init("value", .integer(value)),
          .init("group", .string(limit.group)), .init("about", .string(limit.about)),
        ])
      })
  }

  private var codes: JSONText {
    let flags: [(String, FrameFlags)] = [
      ("end", .end), ("meta", .meta), ("ack", .ack), ("progress", .progress),
      ("compressed", .compressed),
    ]
    return .object([
      .init("frames", rows("FrameType", FrameType.allCases.map { ("\($0)", Int($0.rawValue)) })),
      .init("flags", rows("FrameFlags", flags.map { ($0.0, Int($0.1.rawValue)) })),
      .init("statuses", rows("Status", Status.allCases.map { ("\($0)", Int($0.rawValue)) })),
      .init("goaways", rows("GoAwayCode", GoAwayCode.named.map { ("\($0)", Int($0.number)) })),
    ])
  }

  private func rows(_ type: String, _ cases: [(name: String, number: Int)]) -> JSONText {
    .array(
      cases.map { name, number in
        .row([
          .init("number", .integer(number)),
          .init("name", .string(name == "goAway" ? "GOAWAY" : Self.screaming(name))),
          .init("about", .string(texts.about["\(type).\(name)"] ?? "")),
        ])
      })
  }

  private func reasons() throws -> JSONText {
    let server = try SourceTexts("Sources/Server/Bureau/Refusal.swift")
    let statuses = try Self.statuses()
    return .object([
      .init("protocol", Self.words(texts.declarations(in: "CallError.Reason"))),
      .init("malformed", Self.words(texts.declarations(in: "Malformed.Reason"))),
      .init("domain", Self.words(server.declarations(in: "RefusalCode"), statuses)),
    ])
  }

  /// Reads the status of each refusal, by the names of the cases.
  static func statuses() throws -> [String: String] {
    let path = SourceTexts.root + "/Sources/Server/Service/Loops/RefusalStatus.swift"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let body = text.split(separator: "-> Status {")[1].split(separator: "private static")[0]
    var found: [String: String] = [:]
    for rule in body.split(separator: "case ").dropFirst() {
      let sides = rule.split(separator: ":").map { side in
        side.split { !$0.isLetter && !$0.isNumber }.map(String.init)
      }
      guard sides.count == 2, let status = sides[1].first else { continue }
      for code in sides[0] { found[code] = screaming(status) }
    }
    return found
  }

  private static func words(
    _ declarations: [SourceTexts.Declaration], _ statuses: [String: String] = [:]
  ) -> JSONText {
    .array(
      declarations.map { word in
        let about = word.about.isEmpty ? ("group", word.group) : ("about", word.about)
        let status = statuses[word.name].map { [JSONText.Member("status", .string($0))] } ?? []
        return .row(
          [.init("reason", .string(word.value.replacing("\"", with: "")))] + status
            + [.init(about.0, .string(about.1))])
      })
  }

  /// Reads an integer or a shift such as `1 << 20`.
  static func number(_ text: String) -> Int? {
    let parts = text.replacing("_", with: "").split(separator: " << ").map { Int($0) }
    guard let first = parts.first, let number = first else { return nil }
    guard parts.count == 2, let shift = parts[1] else { return parts.count == 1 ? number : nil }
    return number << shift
  }

  private static func screaming(_ name: String) -> String {
    name.reduce(into: "") { text, letter in
      text += (letter.isUppercase ? "_" : "") + letter.uppercased()
    }
  }

  private func hashSource(_ hash: Digest256) -> String {
    let words = [hash.word0, hash.word1, hash.word2, hash.word3].map { word in
      let digits = String(word, radix: 16, uppercase: true)
      let all = String(repeating: "0", count: 16 - digits.count) + digits
      let parts = stride(from: 0, to: 16, by: 4).map { all.dropFirst($0).prefix(4) }
      return "0x" + parts.joined(separator: "_")
    }
    return """
      /// The schema that this program speaks, for HELLO (rule R-307).
      public enum SchemaHash {
        /// SHA-256 by rule R-1001, written by `./dev schema`.
        public static let current = Digest256(
          \(words.joined(separator: ", ")))
      }

      """
  }
}
