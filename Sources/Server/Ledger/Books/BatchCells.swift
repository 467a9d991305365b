internal import Bureau
internal import Protocol

/// The columns of an import (导入), and their reading.
enum BatchCells {
  static let columns = """
    id, name, phase, lines, total, received, parts, sum, problems, applied, rejected, last_key,
      begun, last_line
    """

  static func batch(_ c: inout Cells) throws(LedgerFailure) -> ImportBatch {
    ImportBatch(
      batch: try c.id(), name: c.text(), phase: try c.choice(), lines: c.number(),
      total: c.signed(), received: c.number(), parts: c.number(), sum: c.signed(),
      problems: c.number(), applied: c.number(), rejected: c.number(), cursor: c.text(),
      begun: try c.value(), lastLine: c.number())
  }
}
