internal import Protocol

/// The rights of each identity (办税人员身份) in each group of methods; `Method.audience` names the
/// group.
///
/// | identity | session | reads | changes | guarded |
/// | --- | --- | --- | --- | --- |
/// | 法定代表人, 财务负责人 | yes | yes | yes | yes |
/// | 办税员, 社保经办人 | yes | yes | yes | after a scan |
/// | 管理员 | yes | yes | no | no |
/// | 开票员, 销售人员 | yes | no | no | no |
enum Permissions {
  /// The right of an identity in a group.
  enum Right {
    case yes
    /// Once a scan has proved the person in the session.
    case afterScan
    case no
  }

  /// Checks that the session's identity may call the method.
  ///
  /// - Throws: `.wrongRole` where the method is no clerk's; `.stepUpNeeded` until a scan has proved
  ///   the person in the session; `.notPermitted`.
  static func check(_ method: Method, _ session: Session) throws(Refusal) {
    guard case .clerk(let group) = method.audience else { throw Dispatch.wrongRole }
    switch right(session.identity, group) {
    case .yes: return
    case .afterScan:
      guard session.proved else {
        throw Refusal(.stepUpNeeded, "办理此业务前需扫码验证身份", next: "shebao login stepup")
      }
    case .no:
      throw Refusal(
        .notPermitted, "当前身份（\(name(session.identity))）无权办理此业务", next: "shebao login password")
    }
  }

  static func right(_ identity: IdentityKind, _ group: ClerkGroup) -> Right {
    switch (identity, group) {
    case (.legalRepresentative, .session), (.legalRepresentative, .read),
      (.legalRepresentative, .change), (.legalRepresentative, .guarded):
      .yes
    case (.financeOfficer, .session), (.financeOfficer, .read), (.financeOfficer, .change),
      (.financeOfficer, .guarded):
      .yes
    case (.taxClerk, .session), (.taxClerk, .read), (.taxClerk, .change): .yes
    case (.taxClerk, .guarded): .afterScan
    case (.socialInsuranceClerk, .session), (.socialInsuranceClerk, .read),
      (.socialInsuranceClerk, .change):
      .yes
    case (.socialInsuranceClerk, .guarded): .afterScan
    case (.administrator, .session), (.administrator, .read): .yes
    case (.administrator, .change), (.administrator, .guarded): .no
    case (.invoiceClerk, .session): .yes
    case (.invoiceClerk, .read), (.invoiceClerk, .change), (.invoiceClerk, .guarded): .no
    case (.salesperson, .session): .yes
    case (.salesperson, .read), (.salesperson, .change), (.salesperson, .guarded): .no
    }
  }

  /// Returns an identity's name in Chinese, for the document of states.
  static func name(_ identity: IdentityKind) -> String {
    switch identity {
    case .legalRepresentative: "法定代表人"
    case .financeOfficer: "财务负责人"
    case .taxClerk: "办税员"
    case .administrator: "管理员"
    case .socialInsuranceClerk: "社保经办人"
    case .invoiceClerk: "开票员"
    case .salesperson: "销售人员"
    }
  }
}
