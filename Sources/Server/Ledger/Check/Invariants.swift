/// An invariant, as a query over the books that finds the rows that break it.
struct Invariant {
  let number: Int
  /// The violation in words, in Chinese.
  let text: String
  /// Returns the number of each notice, attempt or agreement that breaks it. `?1`, if used, is the
  /// real time of the last operation.
  let sql: String
}

/// The invariants that the books prove alone, without the journal.
enum Invariants {
  static let all = sums + attempts + lines + order + owners

  private static let sums = [
    Invariant(
      number: 1, text: "告知单应缴金额与明细合计不符",
      sql: """
        SELECT n.number FROM notice n WHERE n.amount <> (SELECT coalesce(sum(l.amount), 0)
          FROM line l WHERE l.registration = n.registration AND l.notice = n.number)
        """),
    Invariant(
      number: 1, text: "缴费金额与所含明细合计不符",
      sql: """
        SELECT a.number FROM attempt a WHERE (a.amount, a.late_fee) <>
          (SELECT coalesce(sum(l.amount), 0), coalesce(sum(l.late_fee), 0)
            FROM attempt_line l WHERE l.attempt = a.number)
        """),
    Invariant(
      number: 4, text: "明细没有整笔缴纳",
      sql: """
        SELECT t.attempt FROM attempt_line t LEFT JOIN line l
          ON l.registration = t.registration AND l.notice = t.notice AND l.number = t.line
        WHERE t.is_live = 1 AND l.amount IS NOT t.amount
        """),
  ]

  private static let attempts = [
    Invariant(
      number: 2, text: "扣款成功而没有银行回单号",
      sql: "SELECT number FROM attempt WHERE status IN (3, 8) AND receipt = ''"),
    Invariant(
      number: 2, text: "同一银行回单号用于两笔缴费",
      sql: """
        SELECT min(number) FROM attempt WHERE receipt <> ''
        GROUP BY bank, receipt HAVING count(*) > 1
        """),
    Invariant(
      number: 6, text: "特殊缴费用了协议缴纳",
      sql: """
        SELECT a.number FROM attempt a JOIN notice n
          ON n.registration = a.registration AND n.number = a.notice
        WHERE n.kind = 2 AND a.method = 1 AND a.status NOT IN (4, 6)
        """),
    Invariant(
      number: 7, text: "可缓缴的明细未经确认就缴了费",
      sql: """
        SELECT DISTINCT t.attempt FROM attempt_line t JOIN attempt a ON a.number = t.attempt
          JOIN line l ON l.registration = t.registration AND l.notice = t.notice
            AND l.number = t.line
        WHERE t.is_live = 1 AND a.is_confirmed = 0 AND l.deferral_until >= a.day
        """),
    Invariant(
      number: 8, text: "终态与结束时间不符",
      sql: """
        SELECT number FROM attempt WHERE (status IN (3, 4, 6, 8)) <> (ended IS NOT NULL)
        """),
    Invariant(
      number: 10, text: "请求键所指的缴费不是用这个键发起的",
      sql: """
        SELECT a.number FROM operation_key k JOIN attempt a ON a.number = k.attempt
        WHERE a.key <> k.key OR a.asked <> k.sequence
        """),
    Invariant(
      number: 11, text: "同一告知单同一天用同一键发起两笔缴费",
      sql: """
        SELECT min(number) FROM attempt GROUP BY registration, notice, day, key
        HAVING count(*) > 1
        """),
    Invariant(
      number: 12, text: "状态不明超过 24 小时而不在税务机关清单上",
      sql: """
        -- A restored realm has not listed them yet; its officer sees all of them in recovery.
        SELECT number FROM attempt WHERE status = 5
          AND coalesce(handed_out, requested_real) + 86400000 < ?1
          AND (SELECT recovery FROM realm) IS NULL
        """),
  ]

  private static let lines = [
    Invariant(
      number: 3, text: "明细同时被两笔缴费占用",
      sql: """
        SELECT min(attempt) FROM attempt_line WHERE is_live = 1
        GROUP BY registration, notice, line HAVING count(*) > 1
        """),
    Invariant(
      number: 3, text: "明细的状态与占用它的缴费不符",
      sql: """
        SELECT l.notice FROM line l LEFT JOIN attempt a ON a.number = l.attempt
        WHERE (l.status = 3 AND (a.status IS NULL OR a.status NOT IN (1, 2, 5, 7)))
          OR (l.status IN (4, 5) AND (a.status IS NULL OR a.status NOT IN (3, 8)))
        """),
    Invariant(
      number: 3, text: "缴费所占用的明细不归它",
      sql: """
        SELECT t.attempt FROM attempt_line t JOIN attempt a ON a.number = t.attempt
          LEFT JOIN line l
            ON l.registration = t.registration AND l.notice = t.notice AND l.number = t.line
        WHERE t.is_live <> (a.status NOT IN (4, 6))
          OR (t.is_live = 1 AND l.attempt IS NOT t.attempt)
        """),
    Invariant(
      number: 8, text: "告知单的未结标记与明细不符",
      sql: """
        SELECT n.number FROM notice n JOIN (SELECT registration, notice,
            max(status IN (1, 2, 3)) AS has_open, max(status IN (4, 5)) AS has_paid,
            max(status = 6) AS has_nothing FROM line GROUP BY registration, notice) l
          ON l.registration = n.registration AND l.notice = n.number
        WHERE n.is_open <> (l.has_open OR (l.has_nothing AND NOT l.has_paid))
        """),
  ]

  /// A line of zero blocks no later payment, nor does one that could be deferred on the day of
  /// payment.
  private static let order = [
    Invariant(
      number: 5, text: "缴费时有更早的告知单未缴",
      sql: """
        SELECT a.number FROM attempt a JOIN notice n
            ON n.registration = a.registration AND n.number = a.notice AND n.sequential = 1
          JOIN notice e
            ON e.registration = n.registration AND e.sequential = 1 AND e.agency = n.agency
            AND e.unit = n.unit AND e.filed < a.asked
            AND (e.period_from, e.number) < (n.period_from, n.number)
          JOIN line l ON l.registration = e.registration AND l.notice = e.number
          LEFT JOIN attempt p ON p.number = l.attempt
        WHERE a.status NOT IN (4, 6) AND l.amount > 0
          AND (l.deferral_until IS NULL OR l.deferral_until < a.day)
          AND (l.status IN (1, 2, 3) OR (l.status IN (4, 5) AND p.ended > a.requested))
        """)
  ]

  private static let owners = [
    Invariant(
      number: 14, text: "缴费与其明细分属两个缴费人",
      sql: """
        SELECT t.attempt FROM attempt_line t JOIN attempt a ON a.number = t.attempt
        WHERE t.registration <> a.registration OR t.notice <> a.notice
        UNION ALL SELECT a.number FROM line l JOIN attempt a ON a.number = l.attempt
        WHERE l.registration <> a.registration OR l.notice <> a.notice
        """),
    Invariant(
      number: 14, text: "协议的银行指令属于两个缴费人",
      sql: """
        SELECT min(number) FROM agreement GROUP BY bank_order
        HAVING count(DISTINCT registration) > 1
        """),
    Invariant(
      number: 14, text: "协议的银行指令与所记指令不符",
      sql: """
        SELECT a.number FROM agreement a LEFT JOIN agreement_order o
          ON o.bank_order = a.bank_order
        WHERE o.registration IS NOT a.registration OR o.agreement IS NOT a.number
          OR o.clearing_bank <> a.clearing_bank OR o.digest <> a.digest
        """),
  ]
}
