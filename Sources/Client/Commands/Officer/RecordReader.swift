import Protocol
import Terminal

/// Reads a line of the officer's import file: an object of one member, whose name is the kind of
/// record.
enum RecordReader {
  /// Reads the record of a line; throws its first fault.
  static func record(_ line: UInt64, _ bytes: [UInt8]) throws(UnreadableRecord) -> ImportRecord {
    let json: JSONValue
    do throws(JSONError) {
      json = try JSONParser.parse(bytes)
    } catch {
      throw UnreadableRecord(error.phrase)
    }
    guard let members = json.object, members.members.count == 1, let one = members.members.first
    else {
      let names = "employer, person, notice, withdraw"
      throw UnreadableRecord(Phrase("应为其中之一：\(names)", "must be one of \(names)"))
    }
    switch one.key {
    case "employer":
      return ImportRecord(line: line, employer: try message(EmployerRecord.self, one))
    case "person": return ImportRecord(line: line, person: try message(PersonRecord.self, one))
    case "notice": return ImportRecord(line: line, notice: try message(NoticeRecord.self, one))
    case "withdraw":
      return ImportRecord(line: line, withdraw: try message(WithdrawRecord.self, one))
    default: throw UnreadableRecord(Phrase("没有记录类型 \(one.key)", "no kind of record: \(one.key)"))
    }
  }

  private static func message<M: Message>(
    _ type: M.Type, _ member: JSONMember
  ) throws(UnreadableRecord) -> M {
    guard let object = member.value.object else {
      throw UnreadableRecord(Phrase("\(member.key) 应为对象", "\(member.key) must be an object"))
    }
    do throws(JSONFault) {
      return try MessageJSON.read(type, object, .file, at: member.key)
    } catch {
      let text = error.place.isEmpty ? error.what : "\(error.place): \(error.what)"
      throw UnreadableRecord(Phrase(same: text))
    }
  }
}
