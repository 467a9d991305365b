/// The requests of a phone app about a scan (扫码, L1.3).
package enum AppRequest: WorkflowRequest {
  /// Shows what a QR code is for.
  case scanLook(ScanLook)
  /// Approves or refuses the scan.
  case scanAnswer(ScanAnswer)

  package func show<Reader: RequestReader>(to reader: Reader) -> Reader.Result {
    switch self {
    case .scanLook(let m): reader.read(AppMethods.scanLook, m)
    case .scanAnswer(let m): reader.read(AppMethods.scanAnswer, m)
    }
  }
}

package enum AppMethods {
  package static let scanLook = MethodDefinition(
    0x0120, "app.scan.look", .app, .safe, .free,
    ScanLook.self, ScanTerms.self
  ) { .app(.scanLook($0)) }
  package static let scanAnswer = MethodDefinition(
    0x0121, "app.scan.answer", .app, .none, .free,
    ScanAnswer.self, Done.self
  ) { .app(.scanAnswer($0)) }

  static let definitions: [AnyMethodDefinition] = [scanLook.untyped, scanAnswer.untyped]
}
