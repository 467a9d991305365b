/// Every message there is, for the schema, its vectors and the tests: those of the frames, those of
/// the methods' rows, and what lies within them.
package enum MessageRegistry {
  /// Their schema entries, each after those of the messages within it, in the order of the methods.
  ///
  /// Throws like `SchemaEntry.of`.
  package static func entries() throws(Malformed) -> [SchemaEntry] {
    var types: [any Message.Type] = [Hello.self, Meta.self, CallError.self, GoAway.self]
    for entry in Methods.entries { types += [entry.types.asked, entry.types.answer] }
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
