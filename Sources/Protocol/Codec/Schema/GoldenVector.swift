/// A message and its one encoding, as a test case for readers of the schema in any language.
public struct GoldenVector: Hashable, Sendable {
  /// The filling, "minimal", "full" or "limits"; or "empty" for no bytes.
  public let name: String
  /// The message as text on one line, secrets shown (they are made up). Nil where the bytes are no
  /// message and must be refused.
  public let value: String?
  /// The encoding, two lower-case digits for each byte.
  public let hex: String

  /// Makes the vector of `M` for one filling. The seed is derived from the message's name (FNV-1a),
  /// so that a new message leaves the other vectors unchanged.
  ///
  /// - Throws: `Malformed`, like `fill`.
  static func of<M: Message>(
    _ type: M.Type, _ amount: Filling.Amount
  ) throws(Malformed) -> GoldenVector {
    var seed: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in M.name.description.utf8 { seed = (seed ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let message = try fill(
      type,
      Filling(
        amount, seed: seed, bytesMax: SchemaEntry.vectorBytesMax,
        countMax: SchemaEntry.vectorCountMax))
    return GoldenVector(
      name: amount.rawValue, value: text(of: message, masked: false, indented: false),
      hex: hexadecimal(encode(message)))
  }

  /// Makes the vector of no bytes, which is a message unless it has a required field.
  static func empty<M: Message>(_ type: M.Type) -> GoldenVector {
    do throws(Malformed) {
      let message = try decode(type, from: [])
      return GoldenVector(
        name: "empty", value: text(of: message, masked: false, indented: false), hex: "")
    } catch {
      return GoldenVector(name: "empty", value: nil, hex: "")
    }
  }

  var json: JSONText {
    var members: [JSONText.Member] = [
      .init("name", .string(name)), .init("valid", .flag(value != nil)),
    ]
    if let value { members.append(.init("value", .string(value))) }
    return .object(members + [.init("hex", .string(hex))])
  }
}
