import Terminal
import TestFolders
import Testing

@Suite struct LineReaderTests {
  private func lines(_ bytes: [UInt8], limit: Int = 10) throws -> [String] {
    let folder = try TemporaryFolder()
    let reader = try LineReader(try folder.file("a", bytes), limit: limit)
    var result: [String] = []
    while let line = try reader.next() { result.append(String(decoding: line, as: UTF8.self)) }
    #expect(reader.lineNumber == result.count)
    #expect(try reader.next() == nil)
    return result
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("a\n", ["a"]), ("a\r\nb\n\nc", ["a", "b", "", "c"]),
    ("0123456789\n", ["0123456789"]),
  ])
  func `lines end at line feeds`(text: String, expected: [String]) throws {
    #expect(try lines(Array(text.utf8)) == expected)
  }

  @Test func `a line's length is limited`() {
    #expect(throws: InputFailure.tooLong(limit: 10)) { try lines(Array("01234567890\n".utf8)) }
    #expect(throws: InputFailure.tooLong(limit: 10)) { try lines(Array("01234567890".utf8)) }
  }

  @Test func `lines go over the edge of the buffer`() throws {
    let line = String(repeating: "a", count: 40_000)
    let text = [line, line, line].joined(separator: "\n")
    #expect(try lines(Array(text.utf8), limit: 40_000) == [line, line, line])
    #expect(throws: InputFailure.self) { try lines(Array(text.utf8), limit: 39_999) }
  }
}
