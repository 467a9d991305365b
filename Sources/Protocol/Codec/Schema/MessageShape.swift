/// A field as the schema describes it.
public struct FieldShape: Hashable, Sendable {
  /// 1 … 65535.
  public let id: UInt16
  /// The field's name.
  public let name: String
  /// The meaning of the body; in a list, of an element.
  public let kind: FieldKind
  /// The type's name; the kind's label where the kind is the type.
  public let type: String
  /// The wire type of the body.
  public let wire: UInt8
  /// `required`, `defaulted` or `optional`.
  public let presence: Presence
  /// Whether the body holds many elements.
  public let isList: Bool
  /// The most bytes, or the most elements of a list; nil where the kind alone limits it.
  public let max: Int?
  /// The most bytes of an element in a list of texts.
  public let elementMax: Int?
  /// Whether dumps, logs and journals mask it.
  public let isSecret: Bool
  /// The cases of an enumeration in ascending order of number; else empty.
  public let cases: [ChoiceCase]
  /// The nested message, in an array of none or one, since a struct cannot contain itself.
  let inner: [MessageShape]

  /// The nested message, or nil.
  public var message: MessageShape? { inner.first }
}

/// A case of an enumeration, as the schema describes it.
public struct ChoiceCase: Hashable, Sendable {
  /// The raw value, at least 1.
  public let number: UInt64
  /// The case's name.
  public let name: String

  /// Creates a case.
  public init(number: UInt64, name: String) {
    self.number = number
    self.name = name
  }
}

/// A message as the schema describes it, from a walk over its static types.
public struct MessageShape: Hashable, Sendable {
  /// The message's name.
  public let name: String
  /// The fields in ascending order of id.
  public let fields: [FieldShape]

  /// Describes `M`.
  ///
  /// - Throws: `Malformed`: `tooDeep` where `M` contains itself, which the schema forbids;
  ///   `noSample` where `fill` finds no value of a domain type.
  public static func of<M: Message>(_ type: M.Type) throws(Malformed) -> MessageShape {
    try Describer.shape(of: type, depth: 0)
  }

  /// Returns the names of `path` joined by dots, such as "lines.amount"; an unknown id stays a
  /// number.
  public func names(of path: [UInt16]) -> String {
    var shape: MessageShape? = self
    var names: [String] = []
    for id in path {
      let field = shape?.fields.first { $0.id == id }
      names.append(field?.name ?? String(id))
      shape = field?.message
    }
    return names.joined(separator: ".")
  }
}

/// Collects the shape of a message. Required values are filled with the smallest one.
struct Describer: Coder {
  private(set) var fields: [FieldShape] = []
  /// The nested message types, each after those nested in it.
  private(set) var inner: [any Message.Type] = []
  private let depth: Int
  private var filler = Filler(Filling(.minimal))

  private init(depth: Int) { self.depth = depth }

  static func of<M: Message>(_ type: M.Type, depth: Int) throws(Malformed) -> Describer {
    guard depth <= codecDepthMax else { throw Malformed(.tooDeep, offset: 0, path: []) }
    var describer = Describer(depth: depth)
    _ = try M.fields(&describer, nil)
    return describer
  }

  static func shape<M: Message>(
    of type: M.Type, depth: Int
  ) throws(Malformed) -> MessageShape {
    MessageShape(name: M.name.description, fields: try of(type, depth: depth).fields)
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    add(f)
    try filler.varint(f, &v)
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    add(f)
    try filler.fixed(f, &v)
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    add(f)
    try filler.string(f, &v)
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    add(f)
    try filler.octets(f, &v)
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    add(f)
    try filler.digest(f, &v)
  }

  mutating func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    add(f)
    try filler.numberValue(f, &v)
  }

  mutating func textValue<V: TextValue>(_ f: Field, _ v: inout V?) throws(Malformed) {
    add(f)
    try filler.textValue(f, &v)
  }

  mutating func choice<V: Choice>(_ f: Field, _ v: inout V?) throws(Malformed) {
    let cases = V.allCases.map { ChoiceCase(number: UInt64($0.rawValue), name: "\($0)") }
    add(f, cases: cases.sorted { $0.number < $1.number })
    try filler.choice(f, &v)
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    let within = try Describer.of(M.self, depth: depth + 1)
    add(f, inner: [MessageShape(name: M.name.description, fields: within.fields)])
    inner += within.inner + [M.self]
    try filler.nested(f, &v)
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    var element = Describer(depth: depth)
    var none: I.Value?
    try I.code(&element, I.field(in: f), &none)
    guard let shape = element.fields.first else { return }
    inner += element.inner
    add(f, list: true, element: shape.max, cases: shape.cases, inner: shape.inner)
    v = f.presence == .optional ? nil : []
  }

  private mutating func add(
    _ f: Field, list: Bool = false, element: Int? = nil, cases: [ChoiceCase] = [],
    inner: [MessageShape] = []
  ) {
    let type = f.type.description
    fields.append(
      FieldShape(
        id: f.id, name: f.name.description, kind: f.kind,
        type: type.isEmpty ? f.kind.label : type, wire: list ? 2 : f.kind.wire,
        presence: f.presence, isList: list, max: f.max > 0 ? f.max : nil, elementMax: element,
        isSecret: f.isSecret, cases: cases, inner: inner))
  }
}
