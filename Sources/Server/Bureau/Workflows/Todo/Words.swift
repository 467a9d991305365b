internal import Protocol

/// The words of each page for the one state of a line (T1, Q3).
enum Words {
  /// What every page says of a line that a payment holds.
  static let held = "扣款锁定，请勿重复缴费"

  /// The to-do page: 未申报 and 未缴费.
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

  /// The query page: 未缴费 and 未支付 for the same two (Q3).
  static func query(_ status: LineStatus) -> String {
    switch status {
    case .undeclared: "未缴费"
    case .declared: "未支付"
    case .held, .paid, .posted, .nothingDue, .withdrawn, .replaced: todo(status)
    }
  }

  /// A payment's state.
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

  /// Why an officer must look at an attempt that no answer came for.
  static let unknownForADay = "扣款状态不明超过24小时，待与银行核实"

  /// An agreement's state.
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
