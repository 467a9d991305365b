/// A message and its one encoding, for any reader of the schema in any language.
public struct GoldenVector: Hashable, Sendable {
  /// How it was filled: "minimal", "full" or "limits"; or "empty", which is no bytes at all.
  public let name: String
  /// The message as text on one line, secrets shown: they are made up. Nil where the bytes are no
  /// message and must be refused.
  public let value: String?
  /// The encoding, two lower-case digits for each byte.
  public let hex: String

  /// The vector of `M` for one amount. The seed is the message's name (FNV-1a), so that a new
  /// message changes no other vector.
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

  /// No bytes: a message unless it has a field that is always written.
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
