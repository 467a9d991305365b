internal import Protocol
internal import TLS
internal import Terminal
internal import Transport

/// Where the partners' certificates are.
struct Credentials: Sendable {
  /// PEM of the authority that the server's certificate must come from.
  let authority: String
  let folder: String
  /// The name in the server's certificate.
  let serverName: String
  /// Files to use instead of `folder/NAME.pem` and `.key`.
  let overrides: [String: (certificate: String, key: String)]

  /// How a partner proves itself. Throws what to tell the user.
  func client(_ role: PartnerRole) throws(ErrorReport) -> TLSClient {
    let files = overrides[role.name] ?? ("\(folder)/\(role.name).pem", "\(folder)/\(role.name).key")
    do {
      let limit = SandboxSettings.pemBytesMax
      let context = try TLSContext.client(
        authorityPEM: try LocalFile.read(authority, limit: limit),
        certificatePEM: try LocalFile.read(files.certificate, limit: limit),
        privateKeyPEM: try LocalFile.read(files.key, limit: limit))
      return TLSClient(context: context, serverName: serverName)
    } catch let failure as InputFailure {
      throw failure.report
    } catch {
      throw ErrorReport(
        .configuration, code: "credential.bad",
        what: Phrase("凭证不可用：\(role.name)", "credential \(role.name) cannot be used"),
        why: Phrase(same: "\(error)"))
    }
  }
}
