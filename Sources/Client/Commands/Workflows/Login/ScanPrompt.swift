import Protocol
import Terminal

/// Shows the QR code of a scan (扫码) and waits for the phone app (L1.3).
enum ScanPrompt {
  /// The most waits for one QR code.
  static let waitsMax = 20
  /// The time of one wait, ms.
  static let waitMs: UInt32 = 20_000

  static let expired = ErrorReport(
    .loginIncomplete, code: "SCAN_EXPIRED", what: Phrase("二维码已失效", "the QR code has expired"),
    next: Phrase("请重新运行同一命令", "run the same command again"))

  /// Returns the app of `--app`, else of `factor`, else of a prompt.
  static func app(_ run: Run, from factor: String?) throws(ErrorReport) -> ScanApp {
    switch run.invocation["app"] ?? factor {
    case "tax", "scan-tax": return .taxApp
    case "incometax", "scan-incometax": return .incomeTaxApp
    default: break
    }
    let index = try run.choice(
      Phrase("选择扫码应用", "the app that scans"), flag: "--app tax|incometax",
      [Phrase("税务APP", "tax app"), Phrase("个人所得税APP", "income tax app")])
    return index == 0 ? .taxApp : .incomeTaxApp
  }

  /// Draws the QR code on standard error, and writes the files of `--qr-file` and `--scan-file`.
  static func show(
    _ run: Run, _ challenge: ScanChallenge, _ app: ScanApp
  ) throws(ErrorReport) {
    guard let code = QRCode(challenge.qr) else { throw Failures.wrongReply }
    if let path = run.invocation["qr-file"] {
      try reporting { () throws(InputFailure) in try LocalFile.write(path, PNG.bytes(of: code)) }
    }
    if let path = run.invocation["scan-file"] {
      let json: JSONValue = [
        "qr": .string(challenge.qr), "digits": .integer(Int64(challenge.digits)),
        "app": app == .taxApp ? "tax" : "incometax",
      ]
      try reporting { () throws(InputFailure) in
        try LocalFile.write(path, Array((json.text + "\n").utf8))
      }
    }
    if run.console.isInteractive {
      if let drawing = QRRendering().text(code, fitting: run.console.screen) {
        try run.draw(drawing)
      } else {
        try run.note(
          Phrase("窗口太小，请用 --qr-file 保存二维码", "the window is too small: use --qr-file FILE"))
      }
    }
    let name =
      switch app {
      case .taxApp: Phrase("税务APP", "the tax app")
      case .incomeTaxApp: Phrase("个人所得税APP", "the income tax app")
      }
    try run.note(
      Phrase(
        "请用\(name.zh)扫码，并在手机上输入核对数字 \(challenge.digits)（至 \(challenge.expires)）",
        "scan with \(name.en) and enter \(challenge.digits) there (until \(challenge.expires))"))
  }

  /// Waits once; returns nil where the app has not answered in time.
  static func waited<Asked: Message, Answer: Message>(
    _ run: Run, _ definition: MethodDefinition<Asked, Answer>, _ message: Asked
  ) throws(ErrorReport) -> Answer? {
    switch try run.exchange(definition, message, timeoutMs: waitMs) {
    case .success(let answer): return answer
    case .failure(.answered(_, let error)) where error.reason == CallError.Reason.deadline:
      return nil
    case .failure(let failure): throw try run.report(failure)
    }
  }
}
