import Terminal

/// One run of one command: its invocation, its environment, and what is derived from both.
final class Run {
  let invocation: Invocation
  let console: any Console
  let language: Language
  let format: OutputFormat
  let input: TerminalInput
  let settings: ClientSettings
  let state: StateStore
  let environment: Environment
  private var connected: (any Calls)?
  private var known: StoredSession??

  init(
    _ invocation: Invocation, _ environment: Environment, language: Language,
    format: OutputFormat
  ) throws(ErrorReport) {
    self.invocation = invocation
    self.environment = environment
    self.language = language
    self.format = format
    console = environment.console
    input = TerminalInput(console, language, noInput: invocation.flag("no-input"))
    settings = try ClientSettings(invocation, environment.console)
    state = StateStore(path: settings.statePath)
  }

  /// Returns the calls to the server; made once, at the first call.
  func calls() throws(ErrorReport) -> any Calls {
    if let connected { return connected }
    let made = try environment.connect(settings)
    connected = made
    return made
  }

  /// The server's address as given, for messages and stored sessions.
  var server: String { settings.server ?? "" }

  /// Whether `--dry-run` was given: show the change, send none.
  var isDry: Bool { invocation.flag("dry-run") }

  /// Writes output to standard output.
  func write(_ text: String) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in try console.write(text) }
  }

  /// Writes a message to standard error, sanitised.
  func note(_ text: Phrase) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in
      try console.note(Sanitize.lines(text[language]) + "\n")
    }
  }

  /// Writes a drawing, such as a QR code, to standard error as it is.
  func draw(_ text: String) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in try console.note(text) }
  }

  /// Returns the stored session, if there is one for this server.
  func session() throws(ErrorReport) -> StoredSession? {
    if let known { return known }
    let found = try state.session().flatMap { $0.server == server ? $0 : nil }
    known = .some(found)
    return found
  }

  /// Stores a session; nil deletes the stored one.
  func remember(_ session: StoredSession?) throws(ErrorReport) {
    if let session { try state.keep(session) } else { try state.dropSession() }
    known = .some(session)
  }
}
