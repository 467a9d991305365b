internal import Protocol

/// The presentation of an agreement (委托扣款协议), its account masked.
enum AgreementView {
  static func agreement(_ state: AgreementState) -> Agreement {
    let entered = state.entered
    return Agreement(
      number: entered.number, office: entered.office, clearingBank: entered.clearingBank,
      openingBank: entered.openingBank, account: entered.account.masked,
      accountName: entered.accountName, accountKind: entered.accountKind,
      signing: entered.signing, status: state.status, statusText: Words.agreement(state.status),
      automatic: state.automatic, added: state.added, reason: state.reason)
  }

  /// The notice before signing, with telephone numbers (温馨提示, 各区市税务局咨询电话; A7).
  static let notice = AgreementNotice(
    text: """
      温馨提示
      一、委托扣款协议由缴费人、开户银行和主管税务机关三方签订，协议信息须与在银行登记的一致。
      二、账户名称须与缴费人名称一致；验证失败时，请按失败原因核对账号、户名和开户行行号。
      三、开通自动缴费的，税务机关于每月27日扣缴已申报的费款，请于26日前存足资金；特殊缴费不支持协议扣款。
      四、扣款处理中或状态不明时请勿重复缴费，系统会向银行核实结果。
      五、删除协议后不能再用该账户扣款；有扣款正在处理的协议不能删除。

      各区市税务局咨询电话请拨打 12366 转人工，或到主管税务机关办税服务厅咨询。
      """)
}
