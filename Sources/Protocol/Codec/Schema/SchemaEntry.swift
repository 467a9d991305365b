/// A message's page in the schema, its enumerations and its golden vectors, all derived from
/// `fields`.
public struct SchemaEntry: Hashable, Sendable {
  /// The message and its fields.
  public let shape: MessageShape
  /// The vectors: minimal, full, at the limits, and empty.
  public let vectors: [GoldenVector]
  /// The message's type behind closures.
  public let probe: MessageProbe
  /// The texts for the message and its fields, by name.
  private let about: [String: String]

  /// The longest text or bytes in a vector at the limits, so that files stay readable.
  public static let vectorBytesMax = 1024
  /// The longest list in a vector at the limits.
  public static let vectorCountMax = 2

  /// Makes the entry of `M`. `about` has a sentence under the message's name, and under
  /// "Message.field" where a field needs one.
  ///
  /// - Throws: `Malformed`, like `MessageShape.of` and `fill`.
  public static func of<M: Message>(
    _ type: M.Type, about: [String: String] = [:]
  ) throws(Malformed) -> SchemaEntry {
    let shape = try MessageShape.of(type)
    var vectors: [GoldenVector] = []
    for amount in [Filling.Amount.minimal, .full, .limits] {
      vectors.append(try GoldenVector.of(type, amount))
    }
    vectors.append(GoldenVector.empty(type))
    return SchemaEntry(shape: shape, vectors: vectors, probe: .of(type), about: about)
  }

  private init(
    shape: MessageShape, vectors: [GoldenVector], probe: MessageProbe, about: [String: String]
  ) {
    self.shape = shape
    self.vectors = vectors
    self.probe = probe
    self.about = about
  }

  /// Returns the same entry with other texts; see `of`.
  public func described(by about: [String: String]) -> SchemaEntry {
    SchemaEntry(shape: shape, vectors: vectors, probe: probe, about: about)
  }

  /// The message's page.
  public var json: JSONText {
    .object([
      .init("message", .string(shape.name)),
      .init("about", .string(about[shape.name] ?? "")),
      .init("fields", .array(shape.fields.map { row($0) })),
    ])
  }

  /// The page, as a file's text.
  public var document: String { json.document }

  /// The vectors, as a file's text.
  public var vectorDocument: String {
    JSONText.object([
      .init("message", .string(shape.name)),
      .init("vectors", .array(vectors.map { $0.json })),
    ]).document
  }

  /// Every enumeration in the message and in the messages nested in it, by name.
  public var choices: [String: [ChoiceCase]] {
    var found: [String: [ChoiceCase]] = [:]
    SchemaEntry.collect(shape, &found)
    return found
  }

  /// Returns enumerations as one table, in order of name. `about` has a sentence under an
  /// enumeration's name, and under "Choice.case" where a case needs one.
  public static func choiceTable(
    _ choices: [String: [ChoiceCase]], about: [String: String] = [:]
  ) -> JSONText {
    .array(
      choices.sorted { $0.key < $1.key }.map { name, cases in
        let text = about[name].map { [JSONText.Member("about", .string($0))] } ?? []
        let rows = cases.map { row($0, about["\(name).\($0.name)"]) }
        return .object([.init("choice", .string(name))] + text + [.init("cases", .array(rows))])
      })
  }

  private static func row(_ choice: ChoiceCase, _ about: String?) -> JSONText {
    .row(
      [
        .init("number", .integer(Int(clamping: choice.number))),
        .init("name", .string(choice.name)),
      ] + (about.map { [.init("about", .string($0))] } ?? []))
  }

  private static func collect(_ shape: MessageShape, _ found: inout [String: [ChoiceCase]]) {
    for field in shape.fields {
      if field.kind == .choice { found[field.type] = field.cases }
      if let inner = field.message { collect(inner, &found) }
    }
  }

  private func row(_ field: FieldShape) -> JSONText {
    var members: [JSONText.Member] = [
      .init("id", .integer(Int(field.id))),
      .init("name", .string(field.name)),
      .init("type", .string(field.type)),
    ]
    if field.type != field.kind.label { members.append(.init("kind", .string(field.kind.label))) }
    if field.isList { members.append(.init("list", .flag(true))) }
    switch field.presence {
    case .optional: members.append(.init("optional", .flag(true)))
    case .required: members.append(.init("required", .flag(true)))
    case .defaulted, .element: break
    }
    members.append(.init("wire", .integer(Int(field.wire))))
    if let max = field.max { members.append(.init("max", .integer(max))) }
    if let max = field.elementMax { members.append(.init("element_max", .integer(max))) }
    if field.isSecret { members.append(.init("secret", .flag(true))) }
    if let text = about["\(shape.name).\(field.name)"] {
      members.append(.init("about", .string(text)))
    }
    return .row(members)
  }
}
