/// What went wrong, why, and what to do next: for people on stderr, for scripts as JSON.
package struct ErrorReport: Error, Sendable, Equatable {
  /// How the program ends.
  package let exit: ExitCode
  /// A stable name such as `password.wrong`; part of the contract.
  package let code: String
  /// What happened (错误).
  package let what: Phrase
  /// Why (原因).
  package let why: Phrase?
  /// What to do next (下一步); at best a command that can be run as it is.
  package let next: Phrase?
  /// The number under which the server's log has it (追踪号).
  package let trace: String?
  /// Facts for scripts, such as the tries that are left.
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

  /// The lines for people; nothing in them can steer the terminal.
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

  /// The object under `error` in the envelope.
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
