/// Returns the message with every secret text and bytes field blank: nil where it is optional, else
/// empty. Secret identifiers stay, since they are required.
func withoutSecrets<M: Message>(_ message: M) -> M {
  var blanker = Blanker()
  do throws(Malformed) {
    return try M.fields(&blanker, message)
  } catch {
    // Only decoders and fillers throw, and a message that exists is whole.
    preconditionFailure("\(M.name) cannot be blanked: \(error)")
  }
}

private struct Blanker: Coder {
  func varint(_ f: Field, _ v: inout UInt64?) {}
  func fixed(_ f: Field, _ v: inout Id128?) {}
  func digest(_ f: Field, _ v: inout Digest256?) {}
  func numberValue<V: NumberValue>(_ f: Field, _ v: inout V?) {}
  func textValue<V: TextValue>(_ f: Field, _ v: inout V?) {}
  func choice<V: Choice>(_ f: Field, _ v: inout V?) {}

  func string(_ f: Field, _ v: inout String?) {
    if f.isSecret { v = f.presence == .optional ? nil : "" }
  }

  func octets(_ f: Field, _ v: inout [UInt8]?) {
    if f.isSecret { v = f.presence == .optional ? nil : [] }
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    if let message = v { v = try M.fields(&self, message) }
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let items = v else { return }
    var blank: [I.Value] = []
    for item in items {
      var item: I.Value? = item
      try I.code(&self, I.field(in: f), &item)
      if let item { blank.append(item) }
    }
    v = blank
  }
}
