/// Draws QR codes with characters, for a terminal.
package struct QRRendering: Sendable, Equatable {
  package enum Style: String, Sendable, Equatable, CaseIterable {
    /// Half blocks with black and white set explicitly: for any colour terminal.
    case half
    /// Two spaces with a background colour for each module: for fonts with gaps in half blocks.
    case full
    /// Half blocks without colour: for a dark background.
    case mono
    /// `##` for dark modules: ASCII, for a light background or paper.
    case plain
  }

  package let style: Style
  /// Whether dark and light are swapped.
  package let isInverted: Bool

  package init(_ style: Style = .half, isInverted: Bool = false) {
    self.style = style
    self.isInverted = isInverted
  }

  /// Returns the cells that a drawing of `code` takes, quiet zone included.
  package func screen(of code: QRCode) -> ScreenSize {
    let edge = code.size + 2 * QRCode.quietZone
    switch style {
    case .half, .mono: return ScreenSize(columns: edge, rows: (edge + 1) / 2)
    case .full, .plain: return ScreenSize(columns: 2 * edge, rows: edge)
    }
  }

  /// Returns the drawing; nil where `screen` is too small for the whole code.
  package func text(_ code: QRCode, fitting screen: ScreenSize?) -> String? {
    let needed = self.screen(of: code)
    if let screen, needed.columns > screen.columns || needed.rows > screen.rows { return nil }
    return text(code)
  }

  /// Returns the drawing; each line resets the colours and ends with LF.
  package func text(_ code: QRCode) -> String {
    let first = -QRCode.quietZone
    let end = code.size + QRCode.quietZone
    switch style {
    case .half, .mono:
      return stride(from: first, to: end, by: 2).map { y in
        line((first..<end).map { (isDark(code, $0, y), isDark(code, $0, y + 1)) })
      }.joined()
    case .full, .plain:
      return (first..<end).map { y in
        wideLine((first..<end).map { isDark(code, $0, y) })
      }.joined()
    }
  }

  private func isDark(_ code: QRCode, _ x: Int, _ y: Int) -> Bool {
    code.isDark(x, y) != isInverted
  }

  private func line(_ cells: [(upper: Bool, lower: Bool)]) -> String {
    guard style == .half else { return cells.map(mono).joined() + "\n" }
    var result = ""
    var before: (upper: Bool, lower: Bool)?
    for cell in cells {
      if before.map({ $0 != cell }) ?? true {
        result += "\u{1b}[\(cell.upper ? 30 : 97);\(cell.lower ? 40 : 107)m"
      }
      result += "▀"
      before = cell
    }
    return result + "\u{1b}[0m\n"
  }

  /// Returns the half block whose ink is the light modules: the background is dark.
  private func mono(_ cell: (upper: Bool, lower: Bool)) -> String {
    switch (cell.upper, cell.lower) {
    case (false, false): "█"
    case (false, true): "▀"
    case (true, false): "▄"
    case (true, true): " "
    }
  }

  private func wideLine(_ cells: [Bool]) -> String {
    guard style == .full else { return cells.map { $0 ? "##" : "  " }.joined() + "\n" }
    return cells.map { "\u{1b}[\($0 ? 40 : 107)m  " }.joined() + "\u{1b}[0m\n"
  }
}
