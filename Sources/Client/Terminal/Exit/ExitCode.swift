/// The exit codes of both programs, part of the contract with scripts. The numbers from 64 to 78
/// are those of sysexits(3), 130 is the shell's for SIGINT.
package enum ExitCode: Int32, Sendable, Equatable, CaseIterable {
  case done = 0
  /// A failure without a code of its own.
  case failed = 1
  /// The command line is wrong (`EX_USAGE`).
  case usage = 64
  /// A value or file that was given is wrong (`EX_DATAERR`).
  case badData = 65
  /// A value was not given and cannot be asked for (`EX_NOINPUT`).
  case inputMissing = 66
  /// The server cannot be reached, by name, connection or TLS (`EX_UNAVAILABLE`).
  case unreachable = 69
  /// A fault of the program or server; reported with its trace number (`EX_SOFTWARE`).
  case fault = 70
  /// A file cannot be created (`EX_CANTCREAT`).
  case cannotCreate = 73
  /// Reading or writing failed (`EX_IOERR`).
  case inputOutput = 74
  /// A temporary failure; nothing was carried out (`EX_TEMPFAIL`).
  case temporary = 75
  /// The server speaks another protocol or version (`EX_PROTOCOL`).
  case protocolMismatch = 76
  /// Not permitted (`EX_NOPERM`).
  case notPermitted = 77
  /// The configuration is wrong (`EX_CONFIG`).
  case configuration = 78
  /// Not signed in, or the session is over.
  case notLoggedIn = 80
  /// The login still needs a second factor, an identity or a consent.
  case loginIncomplete = 81
  /// A password or code is wrong.
  case wrongSecret = 82
  /// Locked for some minutes (锁定).
  case locked = 83
  /// An earlier notice must be paid first (顺序缴费).
  case outOfOrder = 84
  /// The method of payment (缴费方式) is not allowed for this notice.
  case methodNotAllowed = 85
  /// The confirmed amount or number differs.
  case confirmationMismatch = 86
  /// A request is in flight and its outcome unknown: do not pay again.
  case outcomeUnknown = 87
  /// Already paid, or held by another payment (扣款锁定).
  case alreadyPaid = 88
  /// No result, with `--fail-empty`.
  case empty = 89
  /// A load test missed a threshold.
  case thresholdMissed = 90
  /// A conformance case failed.
  case conformanceFailed = 91
  /// A part of a batch failed.
  case partialFailure = 92
  /// Interrupted by the user (128 + SIGINT).
  case interrupted = 130

  /// Advice on repeating the same call.
  package enum RetryAdvice: Sendable, Equatable {
    /// No use: it would fail again.
    case no
    /// Repeat it, under the same key.
    case sameKey
    /// Repeat it once signed in, or once the lock has ended.
    case later
    /// Ask for the status under the same key; never pay anew.
    case statusOnly

    package var phrase: Phrase {
      switch self {
      case .no: Phrase("否", "no")
      case .sameKey: Phrase("可，用同一键", "yes, same key")
      case .later: Phrase("稍后", "later")
      case .statusOnly: Phrase("只查状态", "status only")
      }
    }
  }

  /// Whether the same call may be repeated.
  package var retry: RetryAdvice {
    switch self {
    case .unreachable, .temporary: .sameKey
    case .notLoggedIn, .loginIncomplete, .wrongSecret, .locked: .later
    case .outcomeUnknown: .statusOnly
    case .done, .failed, .usage, .badData, .inputMissing, .fault, .cannotCreate, .inputOutput,
      .protocolMismatch, .notPermitted, .configuration, .outOfOrder, .methodNotAllowed,
      .confirmationMismatch, .alreadyPaid, .empty, .thresholdMissed, .conformanceFailed,
      .partialFailure, .interrupted:
      .no
    }
  }

  /// The meaning, as `help exit-codes` lists it.
  package var meaning: Phrase {
    switch self {
    case .done: Phrase("完成", "done")
    case .failed: Phrase("失败（未分类）", "failed, without a code of its own")
    case .usage: Phrase("命令行有误", "wrong command line")
    case .badData: Phrase("数据有误", "wrong data")
    case .inputMissing: Phrase("缺少必要输入", "input missing")
    case .unreachable: Phrase("无法连接服务器", "server unreachable")
    case .fault: Phrase("程序内部错误", "internal fault")
    case .cannotCreate: Phrase("无法创建文件", "cannot create a file")
    case .inputOutput: Phrase("读写错误", "input or output error")
    case .temporary: Phrase("暂时无法办理，未执行", "temporary, not carried out")
    case .protocolMismatch: Phrase("协议或版本不符", "protocol or version mismatch")
    case .notPermitted: Phrase("无权办理", "not permitted")
    case .configuration: Phrase("配置有误", "wrong configuration")
    case .notLoggedIn: Phrase("未登录或会话已失效", "not logged in, or session over")
    case .loginIncomplete:
      Phrase("登录未完成：验证、身份或同意书", "login incomplete: factor, identity or consent")
    case .wrongSecret: Phrase("密码或验证码错误", "wrong password or code")
    case .locked: Phrase("已锁定", "locked")
    case .outOfOrder: Phrase("须先缴更早的告知单", "an earlier notice must be paid first")
    case .methodNotAllowed: Phrase("不支持该缴费方式", "way of paying not allowed here")
    case .confirmationMismatch: Phrase("金额或确认不符", "amount or confirmation differs")
    case .outcomeUnknown: Phrase("结果未知，请勿重复缴费", "outcome unknown, do not pay again")
    case .alreadyPaid: Phrase("已缴或正在扣款", "already paid, or payment under way")
    case .empty: Phrase("无结果（--fail-empty）", "nothing found (--fail-empty)")
    case .thresholdMissed: Phrase("压测未达标", "load threshold missed")
    case .conformanceFailed: Phrase("一致性测试未通过", "conformance failed")
    case .partialFailure: Phrase("批量办理部分失败", "part of a batch failed")
    case .interrupted: Phrase("用户中断", "interrupted")
    }
  }

  /// Returns the text of `help exit-codes`.
  package static func help(_ language: Language) -> String {
    let titles = [
      Column("code", Phrase("代码", "Code"), .right), Column("meaning", Phrase("含义", "Meaning")),
      Column("retry", Phrase("可否重试", "Retry")),
    ]
    let rows = allCases.map { code in
      [
        Cell.number(Int64(code.rawValue)), Cell.phrase(code.meaning),
        Cell.phrase(code.retry.phrase),
      ]
    }
    return Table(titles, rows).text(language)
  }
}
