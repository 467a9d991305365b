import Foundation
import Protocol
import Testing

@testable import Bureau

/// The transition tables, and the document made from them.
@Suite struct StateTests {
  @Test func `final states of a line and of an attempt never change`() {
    for event in LineEvent.allCases {
      for status in [LineStatus.posted, .withdrawn, .replaced] {
        #expect(LineTable.after(status, event) == nil)
      }
    }
    for event in AttemptEvent.allCases {
      for status in [AttemptStatus.failed, .cancelled, .posted] {
        #expect(AttemptTable.after(status, event) == nil)
      }
      #expect((AttemptTable.after(.succeeded, event) != nil) == (event == .post))
    }
    for event in AgreementEvent.allCases {
      #expect(AgreementTable.after(.ended, event) == nil)
    }
  }

  @Test func `only handed-out, unknown and officer attempts succeed or fail`() {
    let doubts: Set<AttemptStatus> = [.handedOut, .unknown, .officer]
    for status in AttemptStatus.allCases {
      #expect((AttemptTable.after(status, .succeed) == .succeeded) == doubts.contains(status))
      #expect((AttemptTable.after(status, .fail) == .failed) == doubts.contains(status))
      #expect((AttemptTable.after(status, .handOut) != nil) == (status == .requested))
      #expect((AttemptTable.after(status, .cancel) != nil) == (status == .requested))
    }
    #expect(AttemptTable.after(.unknown, .refer) == .officer)
    #expect(AttemptTable.after(.handedOut, .refer) == .officer)
  }

  @Test func `a line is held from declared only, and paid from held only`() {
    for status in LineStatus.allCases {
      #expect((LineTable.after(status, .hold) != nil) == (status == .declared))
      #expect((LineTable.after(status, .pay) != nil) == (status == .held))
      #expect((LineTable.after(status, .release) != nil) == (status == .held))
      let free: Set<LineStatus> = [.undeclared, .declared, .nothingDue]
      #expect((LineTable.after(status, .withdraw) != nil) == free.contains(status))
      #expect((LineTable.after(status, .replace) != nil) == free.contains(status))
    }
  }

  @Test func `an attempt holds its lines until it is final`() {
    for status in AttemptStatus.allCases {
      let isFinal = [.succeeded, .failed, .cancelled, .posted].contains(status)
      #expect(AttemptTable.holds(status) != isFinal)
    }
  }
}

/// `schema/states.md`, written by `./dev schema` like the other files of the schema.
@Suite struct SchemaFilesOfStates {
  private static let path =
    "/" + #filePath.split(separator: "/").dropLast(4).joined(separator: "/") + "/schema/states.md"

  @Test func `schema/states.md is what the tables say; ./dev schema writes it`() throws {
    if ProcessInfo.processInfo.environment["SCHEMA_WRITE"] != nil {
      try Data(StateDocument.text.utf8).write(to: URL(fileURLWithPath: Self.path))
    }
    let file = try String(contentsOfFile: Self.path, encoding: .utf8)
    #expect(file == StateDocument.text)
  }
}
