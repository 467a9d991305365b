import Protocol
import Terminal

/// The names of the kinds of identity (办税人员身份类型).
enum IdentityWords {
  /// Returns the value of `--identity`; the name in JSON is a synonym.
  static func code(_ kind: IdentityKind) -> String {
    switch kind {
    case .legalRepresentative: "legal-representative"
    case .financeOfficer: "finance-officer"
    case .taxClerk: "tax-clerk"
    case .administrator: "administrator"
    case .socialInsuranceClerk: "social-insurance-clerk"
    case .invoiceClerk: "invoice-clerk"
    case .salesperson: "salesperson"
    }
  }

  /// Returns the name for people.
  static func phrase(_ kind: IdentityKind) -> Phrase {
    switch kind {
    case .legalRepresentative: Phrase("法定代表人", "legal representative")
    case .financeOfficer: Phrase("财务负责人", "finance officer")
    case .taxClerk: Phrase("办税员", "tax clerk")
    case .administrator: Phrase("管理员", "administrator")
    case .socialInsuranceClerk: Phrase("社保经办人", "social insurance clerk")
    case .invoiceClerk: Phrase("开票员", "invoice clerk")
    case .salesperson: Phrase("销售人员", "salesperson")
    }
  }
}
