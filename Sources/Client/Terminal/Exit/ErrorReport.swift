/// A failure as told to the user: lines on standard error for people, JSON for scripts.
package struct ErrorReport: Error, Sendable, Equatable {
  package let exit: ExitCode
  /// A stable name such as `password.wrong`; part of the contract.
  package let code: String
  /// The failure (错误).
  package let what: Phrase
  /// The cause (原因).
  package let why: Phrase?
  /// The next step (下一步): where possible a command to run as it is.
  package let next: Phrase?
  /// The trace number in the server's log (追踪号).
  package let trace: String?
  /// Facts for scripts, such as the number of tries left.
  package let details: JSONObject

  package init(
    _ exit: ExitCode, code: String, what: Phrase, why: Phrase? = nil, next: Phrase? = nil,
    trace: String? = nil, details: JSONObject = JSONObject()
  ) {
    self.exit = exit
    self.code = code
    self.what = what
    self.why = why
    self.next = next
    self.trace = trace
    self.details = details
  }

  /// Returns the lines for people, aligned and sanitised.
  package func text(_ language: Language) -> String {
    var rows: [(Phrase, String)] = [
      (Phrase("错误 \(exit.rawValue)", "Error \(exit.rawValue)"), what[language])
    ]
    if let why { rows.append((Phrase("原因", "Why"), why[language])) }
    if let next { rows.append((Phrase("下一步", "Next"), next[language])) }
    if let trace { rows.append((Phrase("追踪号", "Trace"), trace)) }
    let width = DisplayWidth()
    let widest = rows.reduce(0) { max($0, width.of($1.0[language])) }
    return rows.map { label, text in
      width.padded(label[language], to: widest) + "  " + Sanitize.line(text) + "\n"
    }.joined()
  }

  /// Returns the object under `error` in the envelope.
  package func json(_ language: Language) -> JSONValue {
    var members = [
      JSONMember("exit", .integer(Int64(exit.rawValue))), JSONMember("code", .string(code)),
      JSONMember("message", .string(what[language])),
    ]
    if let why { members.append(JSONMember("why", .string(why[language]))) }
    if let next { members.append(JSONMember("next", .string(next[language]))) }
    if let trace { members.append(JSONMember("trace", .string(trace))) }
    if !details.members.isEmpty { members.append(JSONMember("details", .object(details))) }
    return .object(JSONObject(members))
  }
}
