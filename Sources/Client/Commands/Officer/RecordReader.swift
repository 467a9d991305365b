import Protocol
import Terminal

/// Reads a record of the officer's file from its JSON form, by the message's own `fields`: members
/// are fields by name, amounts are yuan in text, what has its default may be left out.
struct RecordReader: Coder {
  /// What is wrong, once something was.
  private(set) var problem = ""
  private let members: JSONObject
  private let place: String
  private var known = Set<String>()

  private init(_ members: JSONObject, place: String) {
    self.members = members
    self.place = place
  }

  /// The record of one line. Throws what is wrong with it, for people.
  static func record(_ line: UInt64, _ bytes: [UInt8]) throws(RecordFault) -> ImportRecord {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONParser.parse(bytes)
    } catch {
      throw RecordFault(error.phrase)
    }
    guard let members = json.object, members.members.count == 1, let one = members.members.first
    else {
      let names = "employer, person, notice, withdraw"
      throw RecordFault(Phrase("应为其中之一：\(names)", "must be one of \(names)"))
    }
    switch one.key {
    case "employer":
      return ImportRecord(line: line, employer: try message(EmployerRecord.self, one))
    case "person": return ImportRecord(line: line, person: try message(PersonRecord.self, one))
    case "notice": return ImportRecord(line: line, notice: try message(NoticeRecord.self, one))
    case "withdraw":
      return ImportRecord(line: line, withdraw: try message(WithdrawRecord.self, one))
    default: throw RecordFault(Phrase("没有记录类型 \(one.key)", "no kind of record: \(one.key)"))
    }
  }

  private static func message<M: Message>(
    _ type: M.Type, _ member: JSONMember
  ) throws(RecordFault) -> M {
    guard let object = member.value.object else {
      throw RecordFault(Phrase("\(member.key) 应为对象", "\(member.key) must be an object"))
    }
    var reader = RecordReader(object, place: member.key)
    do throws(Malformed) {
      return try reader.whole(type)
    } catch {
      let text = reader.problem.isEmpty ? "\(error)" : reader.problem
      throw RecordFault(Phrase(same: text))
    }
  }

  private mutating func whole<M: Message>(_ type: M.Type) throws(Malformed) -> M {
    let message = try M.fields(&self, nil)
    if let stray = members.members.first(where: { !known.contains($0.key) }) {
      problem = "\(place).\(stray.key): 没有此字段"
      throw Malformed(.badValue, offset: 0, path: [])
    }
    return message
  }

  private mutating func wrong(_ f: Field, _ what: String) -> Malformed {
    problem = f.presence == .element ? "\(place): \(what)" : "\(place).\(f.name): \(what)"
    return malformed(.badValue, f)
  }

  /// The member for a field; nil where it is left out and may be.
  private mutating func member(_ f: Field) throws(Malformed) -> JSONValue? {
    let name = "\(f.name)"
    known.insert(name)
    guard let value = members[name], value != .null else {
      if f.presence == .required || f.presence == .element { throw wrong(f, "缺少") }
      return nil
    }
    return value
  }

  mutating func varint(_ f: Field, _ v: inout UInt64?) throws(Malformed) {
    guard let value = try member(f) else {
      v = f.presence == .defaulted ? 0 : nil
      return
    }
    switch f.kind {
    case .flag:
      guard let truth = value.bool else { throw wrong(f, "应为 true 或 false") }
      v = truth ? 1 : 0
    case .signed, .money:
      guard let text = value.string, let amount = Money(yuan: text) else {
        throw wrong(f, "应为以元计的金额，如 \"1234.56\"")
      }
      v = UInt64(bitPattern: amount.fen << 1 ^ amount.fen >> 63)
    default:
      guard let number = value.integer, number >= 0 else { throw wrong(f, "应为非负整数") }
      v = UInt64(number)
    }
  }

  mutating func string(_ f: Field, _ v: inout String?) throws(Malformed) {
    guard let value = try member(f) else {
      v = f.presence == .defaulted ? "" : nil
      return
    }
    guard let text = value.string else { throw wrong(f, "应为字符串") }
    guard text.utf8.count <= f.max || f.max == 0 else { throw wrong(f, "超过 \(f.max) 字节") }
    v = text
  }

  mutating func nested<M: Message>(_ f: Field, _ v: inout M?) throws(Malformed) {
    guard let value = try member(f) else { return }
    guard let object = value.object else { throw wrong(f, "应为对象") }
    let inner = f.presence == .element ? place : "\(place).\(f.name)"
    var reader = RecordReader(object, place: inner)
    do throws(Malformed) {
      v = try reader.whole(M.self)
    } catch {
      problem = reader.problem
      throw error
    }
  }

  mutating func sequence<I: ListItem>(
    _ f: Field, _ item: I.Type, _ v: inout [I.Value]?
  ) throws(Malformed) {
    guard let value = try member(f) else {
      v = f.presence == .optional ? nil : []
      return
    }
    guard let array = value.array else { throw wrong(f, "应为数组") }
    guard array.count <= f.max else { throw wrong(f, "超过 \(f.max) 项") }
    let element = I.field(in: f)
    var values: [I.Value] = []
    values.reserveCapacity(array.count)
    for (index, json) in array.enumerated() {
      let only = JSONObject([JSONMember("\(element.name)", json)])
      var reader = RecordReader(only, place: "\(place).\(f.name)[\(index + 1)]")
      var one: I.Value?
      do throws(Malformed) {
        try I.code(&reader, element, &one)
      } catch {
        problem = reader.problem
        throw error
      }
      if let one { values.append(one) }
    }
    v = values
  }

  mutating func fixed(_ f: Field, _ v: inout Id128?) throws(Malformed) {
    throw wrong(f, "不支持")
  }

  mutating func octets(_ f: Field, _ v: inout [UInt8]?) throws(Malformed) {
    throw wrong(f, "不支持")
  }

  mutating func digest(_ f: Field, _ v: inout Digest256?) throws(Malformed) {
    throw wrong(f, "不支持")
  }
}

/// What is wrong with one line of the officer's file.
struct RecordFault: Error, Equatable {
  let reason: Phrase

  init(_ reason: Phrase) { self.reason = reason }
}
