internal import Bureau
internal import Protocol

/// What of a notice declaring and paying change.
struct NoticeImage {
  private let declaredOn: BusinessDate?
  private let isOpen: Bool
  private let lines: [(status: LineStatus, attempt: TicketNumber?)]

  init(_ notice: Notice) {
    declaredOn = notice.declaredOn
    isOpen = notice.isUnsettled
    lines = notice.lines.map { ($0.status, $0.attempt) }
  }

  /// Whether a notice's own row is as it was.
  func isSame(_ notice: Notice) -> Bool {
    declaredOn == notice.declaredOn && isOpen == notice.isUnsettled
  }

  /// Whether a line's row is as it was.
  func isSame(_ line: Line, at place: Int) -> Bool {
    lines.indices.contains(place) && lines[place].status == line.status
      && lines[place].attempt == line.attempt
  }
}
