import Protocol
import Testing

/// Every message, method and constant of the schema is complete.
@Suite struct Completeness {
  private static func folder() throws -> SchemaFolder { try SchemaFolder() }

  @Test func `every message type of the sources is registered, once`() throws {
    let folder = try Self.folder()
    let registered = folder.entries.map(\.shape.name)
    #expect(Set(registered).count == registered.count)
    #expect(folder.texts.messages.sorted() == registered.sorted())
  }

  @Test func `every message, field, enumeration and domain type says what it is for`() throws {
    let folder = try Self.folder()
    for shape in folder.entries.map(\.shape) {
      #expect(folder.texts.about[shape.name] != nil, "\(shape.name)")
      for field in shape.fields {
        let about = folder.texts.about["\(shape.name).\(field.name)"]
        #expect(about != nil, "\(shape.name) \(field.name)")
        let isOwn = [.numberValue, .textValue, .choice].contains(field.kind)
        #expect(!isOwn || folder.texts.about[field.type] != nil, "type \(field.type)")
      }
    }
  }

  @Test func `names of fields are camel case, and those of the properties`() throws {
    let folder = try Self.folder()
    for shape in folder.entries.map(\.shape) {
      let properties = Set(folder.texts.declarations(in: shape.name).map(\.name))
      for field in shape.fields {
        #expect(field.name.first?.isLowercase == true, "\(shape.name).\(field.name)")
        #expect(field.name.utf8.allSatisfy(isPlain), "\(shape.name).\(field.name)")
        #expect(properties.contains(field.name), "\(shape.name).\(field.name)")
      }
      #expect(Set(shape.fields.map(\.name)).count == shape.fields.count, "\(shape.name)")
    }
  }

  @Test func `names of messages and types are upper camel case, and each means one thing`() throws {
    var kinds: [String: FieldKind] = [:]
    for shape in try Self.folder().entries.map(\.shape) {
      #expect(shape.name.first?.isUppercase == true && shape.name.utf8.allSatisfy(isPlain))
      for field in shape.fields where field.type != field.kind.label {
        #expect(field.type.first?.isUppercase == true, "\(field.type)")
        #expect(kinds[field.type, default: field.kind] == field.kind, "\(field.type)")
        kinds[field.type] = field.kind
      }
    }
  }

  @Test func `ids ascend, and all that can grow has a maximum`() throws {
    for shape in try Self.folder().entries.map(\.shape) {
      let ids = shape.fields.map(\.id)
      #expect(zip(ids, ids.dropFirst()).allSatisfy { $0 < $1 } && ids.first != 0, "\(shape.name)")
      for field in shape.fields where field.wire == 2 && (field.kind != .message || field.isList) {
        #expect(field.max != nil, "\(shape.name).\(field.name)")
      }
    }
  }

  @Test func `a message within a message has a page of its own`() throws {
    let shapes = try Self.folder().entries.map(\.shape)
    let pages = Dictionary(uniqueKeysWithValues: shapes.map { ($0.name, $0) })
    for inner in shapes.flatMap(\.fields).compactMap(\.message) {
      #expect(pages[inner.name] == inner, "\(inner.name)")
    }
  }

  @Test func `every method has a name of its own and messages that exist`() throws {
    let names = Set(try Self.folder().entries.map(\.shape.name))
    #expect(Set(Method.all.map(\.name)).count == Method.all.count)
    for method in Method.all {
      #expect(method.number > 0)
      #expect(names.contains(method.messages.request), "\(method.name)")
      #expect(names.contains(method.messages.reply), "\(method.name)")
    }
  }

  @Test func `constants read from the sources are those that run`() throws {
    let limits = try Self.folder().texts.declarations(in: "Limits")
    let read = Dictionary(
      uniqueKeysWithValues: limits.map { ($0.name, SchemaFolder.number($0.value)) })
    #expect(read.count > 30 && read.values.allSatisfy { $0 != nil })
    #expect(read["frameBytes"] == Int(Limits.frameBytes))
    #expect(read["concurrentCallsCeiling"] == Int(Limits.concurrentCallsCeiling))
    #expect(read["outboundHardBytes"] == Limits.outboundHardBytes)
    #expect(read["maxTimeoutMs"] == Int(Limits.maxTimeoutMs))
    let reasons = try Self.folder().texts.declarations(in: "Malformed.Reason").map(\.value)
    #expect(reasons == Malformed.Reason.allCases.map { "\"\($0.rawValue)\"" })
  }

  @Test func `every refusal has a status that exists`() throws {
    let codes = try SourceTexts("Sources/Server/Bureau/Refusal.swift")
      .declarations(in: "RefusalCode").map(\.name)
    let statuses = try SchemaFolder.statuses()
    #expect(codes.count > 60 && Set(codes) == Set(statuses.keys))
    let known = ["UNAUTHENTICATED", "PERMISSION_DENIED", "NOT_FOUND", "FAILED_PRECONDITION"]
    #expect(Set(known).isSubset(of: statuses.values))
    let names = Set(Status.allCases.map { "\($0)".lowercased() })
    for status in Set(statuses.values) {
      #expect(names.contains(status.lowercased().replacing("_", with: "")), "\(status)")
    }
  }

  private func isPlain(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
