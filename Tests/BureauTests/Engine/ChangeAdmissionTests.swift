import Protocol
import Testing

@testable import Bureau

@Suite struct ChangeAdmissionTests {
  @Test(
    arguments: [
      (100, 100, false), (110, 100, false), (111, 100, true), (50, 100, false),
    ] as [(UInt64, UInt64, Bool)])
  func `the books are behind beyond the gate's lag, and never ahead`(
    sequence: UInt64, books: UInt64, isBehind: Bool
  ) {
    var admission = ChangeAdmission(books: 0)
    admission.set(Gate(lag: 10))
    admission.advance(books: books)
    #expect(admission.isBehind(sequence) == isBehind)
  }

  @Test(arguments: [(Gate.lagMax, false), (Gate.lagMax + 1, true)])
  func `without a gate of one's own the usual lag holds`(lag: UInt64, isBehind: Bool) {
    #expect(ChangeAdmission(books: 7).isBehind(7 + lag) == isBehind)
  }
}
