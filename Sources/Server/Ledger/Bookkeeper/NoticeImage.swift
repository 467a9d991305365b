internal import Bureau
internal import Protocol

/// The values of a notice that declaring and paying change, kept to compare with those after.
struct NoticeImage {
  private let declaredOn: BusinessDate?
  private let isOpen: Bool
  private let lines: [(status: LineStatus, attempt: TicketNumber?)]

  init(_ notice: Notice) {
    declaredOn = notice.declaredOn
    isOpen = notice.isUnsettled
    lines = notice.lines.map { ($0.status, $0.attempt) }
  }

  /// Whether the row of `notice` is unchanged.
  func isSame(_ notice: Notice) -> Bool {
    declaredOn == notice.declaredOn && isOpen == notice.isUnsettled
  }

  /// Whether the row of a line is unchanged.
  func isSame(_ line: Line, at place: Int) -> Bool {
    lines.indices.contains(place) && lines[place].status == line.status
      && lines[place].attempt == line.attempt
  }
}
