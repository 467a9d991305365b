/// An error that ends the connection: code and text of the GOAWAY to be sent.
struct GoAwayError: Error {
  let code: GoAwayCode
  let text: String

  init(_ code: GoAwayCode, _ text: String) {
    self.code = code
    self.text = text
  }
}
