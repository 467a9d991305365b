/// Why this side ends a connection.
struct GoAwayError: Error {
  let code: GoAwayCode
  let text: String

  init(_ code: GoAwayCode, _ text: String) {
    self.code = code
    self.text = text
  }
}
