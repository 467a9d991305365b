internal import Protocol

/// The conditions on which a notice (告知单) is filed, replaced (更正) or withdrawn (撤回): no line of it
/// is held or paid, and the version rises.
enum NoticeReplacement {
  /// The verdict on a line of the file.
  enum Verdict: Equatable {
    /// It is applied.
    case apply
    /// The state is so already: nothing changes.
    case same
    /// The state forbids it.
    case forbidden(RecordProblem)
  }

  /// Judges a notice of the file against the present one.
  static func file(_ new: Notice, over old: Notice?) -> Verdict {
    guard let old else { return .apply }
    if new.version == old.version {
      if old.isWithdrawn {
        return .forbidden(
          RecordProblem(.versionSame, "告知单 \(new.number) 版本 \(new.version) 已撤回，须用更高版本"))
      }
      return new == old.asFiled
        ? .same
        : .forbidden(
          RecordProblem(.versionSame, "告知单 \(new.number) 版本 \(new.version) 已有不同内容"))
    }
    guard new.version > old.version else {
      return .forbidden(
        RecordProblem(.versionOld, "告知单 \(new.number) 已有更高版本 \(old.version)"))
    }
    return old.isBusy ? .forbidden(busy(old, "更正")) : .apply
  }

  /// Judges a withdrawal.
  static func withdraw(_ number: NoticeNumber, _ old: Notice?) -> Verdict {
    guard let old else {
      return .forbidden(RecordProblem(.noticeUnknown, "没有告知单 \(number)"))
    }
    if old.isBusy { return .forbidden(busy(old, "撤回")) }
    return old.isWithdrawn ? .same : .apply
  }

  private static func busy(_ notice: Notice, _ what: String) -> RecordProblem {
    RecordProblem(.noticeBusy, "告知单 \(notice.number) 有明细正在扣款或已缴，不能\(what)")
  }
}

extension Notice {
  /// Whether a line is held or paid.
  var isBusy: Bool {
    lines.contains { line in
      switch line.status {
      case .held, .paid, .posted: true
      case .undeclared, .declared, .nothingDue, .withdrawn, .replaced: false
      }
    }
  }

  /// Whether the agency has withdrawn it.
  var isWithdrawn: Bool { lines.allSatisfy { $0.status == .withdrawn } }

  /// The notice as the agency sent it: undeclared and without attempts.
  var asFiled: Notice {
    var notice = self
    notice.declaredOn = nil
    for place in notice.lines.indices {
      notice.lines[place].status = .undeclared
      notice.lines[place].attempt = nil
    }
    return notice
  }

  /// The notice once the agency has withdrawn it.
  var withdrawn: Notice {
    var notice = self
    for place in notice.lines.indices {
      let status = notice.lines[place].status
      notice.lines[place].status = LineTable.after(status, .withdraw) ?? status
    }
    return notice
  }
}
