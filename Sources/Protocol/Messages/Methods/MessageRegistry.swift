/// Every message type of the protocol, for the schema, its vectors and the tests: the frames'
/// messages, the methods' requests and replies, and the messages nested in them.
package enum MessageRegistry {
  /// Returns the schema entries in the order of the methods, each after those of the messages
  /// nested in it.
  ///
  /// - Throws: `Malformed`, like `SchemaEntry.of`.
  package static func entries() throws(Malformed) -> [SchemaEntry] {
    var types: [any Message.Type] = [Hello.self, Meta.self, CallError.self, GoAway.self]
    for method in Methods.definitions { types += [method.types.asked, method.types.answer] }
    var known: Set<ObjectIdentifier> = []
    var entries: [SchemaEntry] = []
    for type in types {
      for one in try within(type) + [type] where known.insert(ObjectIdentifier(one)).inserted {
        entries.append(try entry(one))
      }
    }
    return entries
  }

  private static func within<M: Message>(
    _ type: M.Type
  ) throws(Malformed) -> [any Message.Type] { try Describer.of(type, depth: 0).inner }

  private static func entry<M: Message>(_ type: M.Type) throws(Malformed) -> SchemaEntry {
    try SchemaEntry.of(type)
  }
}
