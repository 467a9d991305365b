internal import Terminal

/// An answer of the control socket: `{"ok":true,"data":…}`, or
/// `{"ok":false,"code":…,"zh":…,"en":…}`.
enum ControlReply: Equatable {
  case data(JSONValue)
  case refusal(code: String, Phrase)

  var json: JSONValue {
    switch self {
    case .data(let data): ["ok": true, "data": data]
    case .refusal(let code, let words):
      ["ok": false, "code": .string(code), "zh": .string(words.zh), "en": .string(words.en)]
    }
  }

  /// Parses an answer; nil where it has neither form.
  init?(_ json: JSONValue) {
    if json["ok"] == .bool(true), let data = json["data"] {
      self = .data(data)
    } else if let code = json["code"]?.string, let zh = json["zh"]?.string,
      let en = json["en"]?.string
    {
      self = .refusal(code: code, Phrase(zh, en))
    } else {
      return nil
    }
  }

  /// Returns the refusal of an unknown or malformed command.
  static func badCommand(_ what: String) -> ControlReply {
    .refusal(code: "command.bad", Phrase("指令有误：\(what)", "bad command: \(what)"))
  }
}
