/// How a QR code is drawn in a terminal.
package struct QRRendering: Sendable, Equatable {
  /// The characters used.
  package enum Style: String, Sendable, Equatable, CaseIterable {
    /// Half blocks with black and white set explicitly: for every colour terminal.
    case half
    /// Two spaces with a background for each module: where a font leaves gaps in half blocks.
    case full
    /// Half blocks without colour: for a dark background that is known.
    case mono
    /// `##` for dark modules: ASCII, for a light background or paper.
    case plain
  }

  /// The characters used.
  package let style: Style
  /// Dark and light change places (`--invert`).
  package let isInverted: Bool

  /// A way of drawing.
  package init(_ style: Style = .half, isInverted: Bool = false) {
    self.style = style
    self.isInverted = isInverted
  }

  /// Cells that the drawing of `code` takes, quiet zone included.
  package func screen(of code: QRCode) -> ScreenSize {
    let edge = code.size + 2 * QRCode.quietZone
    switch style {
    case .half, .mono: return ScreenSize(columns: edge, rows: (edge + 1) / 2)
    case .full, .plain: return ScreenSize(columns: 2 * edge, rows: edge)
    }
  }

  /// The drawing, or nil when `screen` is too small: half a code can't be read.
  package func text(_ code: QRCode, fitting screen: ScreenSize?) -> String? {
    let needed = self.screen(of: code)
    if let screen, needed.columns > screen.columns || needed.rows > screen.rows { return nil }
    return text(code)
  }

  /// The drawing; each line ends with `\n` and leaves the terminal's colours as they were.
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

  /// Ink is light there: the background is dark.
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
