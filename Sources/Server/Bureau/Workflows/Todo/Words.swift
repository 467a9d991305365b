internal import Protocol

/// The Chinese words for the states of lines, by page (T1, Q3), of payments and of agreements.
enum Words {
  /// A held line, on every page.
  static let held = "扣款锁定，请勿重复缴费"

  /// Returns the word of the to-do page (T1).
  static func todo(_ status: LineStatus) -> String {
    switch status {
    case .undeclared: "未申报"
    case .declared: "未缴费"
    case .held: held
    case .paid: "已缴费"
    case .posted: "已入库"
    case .nothingDue: "无需缴款"
    case .withdrawn: "已撤回"
    case .replaced: "已更正"
    }
  }

  /// Returns the word of the query page: undeclared is "未缴费" there, declared "未支付" (Q3).
  static func query(_ status: LineStatus) -> String {
    switch status {
    case .undeclared: "未缴费"
    case .declared: "未支付"
    case .held, .paid, .posted, .nothingDue, .withdrawn, .replaced: todo(status)
    }
  }

  /// Returns the word for a payment's state.
  static func payment(_ status: AttemptStatus) -> String {
    switch status {
    case .requested, .handedOut: "扣款处理中"
    case .succeeded: "扣款成功"
    case .failed: "扣款失败"
    case .unknown: "扣款状态不明，扣款锁定，请勿重复缴费"
    case .cancelled: "未扣款，银行未受理"
    case .officer: "待税务机关核实，请勿重复缴费"
    case .posted: "已入库"
    }
  }

  /// The reason for an officer to look at an attempt that has no answer.
  static let unknownForADay = "扣款状态不明超过24小时，待与银行核实"

  /// Returns the word for an agreement's state.
  static func agreement(_ status: AgreementStatus) -> String {
    switch status {
    case .verifying: "验证中"
    case .active: "验证通过"
    case .refused: "验证失败"
    case .ending: "终止中"
    case .ended: "已终止"
    }
  }
}
