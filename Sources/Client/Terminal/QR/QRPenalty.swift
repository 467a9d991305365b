/// The penalty of a masked code (ISO/IEC 18004, 7.8.3); the mask of the least penalty is chosen.
enum QRPenalty {
  static func score(_ matrix: QRMatrix) -> Int {
    var total = blocks(matrix) + balance(matrix)
    for index in 0..<matrix.size {
      let row = (0..<matrix.size).map { matrix[$0, index] }
      let column = (0..<matrix.size).map { matrix[index, $0] }
      total += runs(row) + runs(column) + finders(row) + finders(column)
    }
    return total
  }

  /// Returns 3 for each run of five modules of one colour, and 1 for each further module of it.
  static func runs(_ line: [Bool]) -> Int {
    var total = 0
    var length = 0
    for index in line.indices {
      length = index > 0 && line[index] == line[index - 1] ? length + 1 : 1
      if length == 5 { total += 3 } else if length > 5 { total += 1 }
    }
    return total
  }

  /// Returns 3 for each square of 2 × 2 modules of one colour.
  private static func blocks(_ matrix: QRMatrix) -> Int {
    var total = 0
    for y in 0..<(matrix.size - 1) {
      for x in 0..<(matrix.size - 1) {
        let colour = matrix[x, y]
        if matrix[x + 1, y] == colour && matrix[x, y + 1] == colour
          && matrix[x + 1, y + 1] == colour
        {
          total += 3
        }
      }
    }
    return total
  }

  private static let finder = [true, false, true, true, true, false, true]

  /// Returns 40 for each pattern like a finder: 1:1:3:1:1 with four light modules on a side. The
  /// quiet zone counts as light.
  static func finders(_ line: [Bool]) -> Int {
    let quiet = [Bool](repeating: false, count: 4)
    let padded = quiet + line + quiet
    var total = 0
    for start in 4...(padded.count - 11) where Array(padded[start..<(start + 7)]) == finder {
      let before = padded[(start - 4)..<start].allSatisfy { !$0 }
      let after = padded[(start + 7)..<(start + 11)].allSatisfy { !$0 }
      total += (before ? 40 : 0) + (after ? 40 : 0)
    }
    return total
  }

  /// Returns 10 for each 5 % by which the share of dark modules differs from half.
  private static func balance(_ matrix: QRMatrix) -> Int {
    let dark = matrix.modules.count { $0 }
    let total = matrix.size * matrix.size
    let steps = (abs(dark * 20 - total * 10) + total - 1) / total - 1
    return max(steps, 0) * 10
  }
}
