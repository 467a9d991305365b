import Protocol
import Terminal

/// One run of one command: what was asked, and all that it needs to answer.
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

  /// The way to the server; made at the first call.
  func calls() throws(ErrorReport) -> any Calls {
    if let connected { return connected }
    let made = try environment.connect(settings)
    connected = made
    return made
  }

  /// What the server is called in messages and in stored sessions.
  var server: String { settings.server ?? "" }

  /// Whether what would be sent is shown and nothing is sent.
  var isDry: Bool { invocation.flag("dry-run") }

  /// Writes data to standard output.
  func write(_ text: String) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in try console.write(text) }
  }

  /// Writes a message to standard error.
  func note(_ text: Phrase) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in
      try console.note(Sanitize.lines(text[language]) + "\n")
    }
  }

  /// Writes what is drawn already, such as a QR code, to standard error.
  func draw(_ text: String) throws(ErrorReport) {
    try reporting { () throws(InputFailure) in try console.note(text) }
  }

  /// The session, if there is one for this server.
  func session() throws(ErrorReport) -> StoredSession? {
    if let known { return known }
    let found = try state.session().flatMap { $0.server == server ? $0 : nil }
    known = .some(found)
    return found
  }

  /// Keeps a new session, or forgets the one there is.
  func remember(_ session: StoredSession?) throws(ErrorReport) {
    if let session { try state.keep(session) } else { try state.dropSession() }
    known = .some(session)
  }
}
