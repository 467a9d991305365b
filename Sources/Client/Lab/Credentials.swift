internal import Protocol
internal import TLS
internal import Terminal
internal import Transport

/// The files of the partners' certificates and keys, by role.
struct Credentials: Sendable {
  /// The PEM file of the authority that must have issued the server's certificate.
  let authority: String
  let folder: String
  /// The name that the server's certificate must bear.
  let serverName: String
  /// Files by role name, in place of `folder/NAME.pem` and `folder/NAME.key`.
  let overrides: [String: (certificate: String, key: String)]

  /// Loads a partner's certificate and key.
  ///
  /// - Throws: the report to be shown where a file cannot be read, or key and certificate do not
  ///   fit.
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
