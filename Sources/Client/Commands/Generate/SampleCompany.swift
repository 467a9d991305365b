import Protocol

/// The name, trade and wages of an employer.
struct SampleCompany {
  /// A number of persons with the same contribution base (缴费基数), in fen.
  struct WageClass {
    let heads: UInt32
    let base: Int64
  }

  let name: String
  let industry: String
  let type: String
  let classes: [WageClass]
  let riskRate: UInt32
  let isDeferring: Bool

  var heads: UInt32 { classes.reduce(0) { $0 + $1.heads } }
  /// The sum of the bases of all persons, fen.
  var base: Int64 { classes.reduce(0) { $0 + Int64($1.heads) * $1.base } }

  /// The limits of a base (缴费基数), fen: 60 % and 300 % of the average wage.
  static let baseRange: ClosedRange<Int64> = 424_200...2_121_000

  private static let first = ["海川", "鑫盛", "瑞丰", "博远", "恒信", "东方", "金港", "蓝海", "泰和", "华诚"]
  private static let second = ["餐饮", "机械", "物流", "软件", "纺织", "建材", "食品", "贸易", "电子", "旅游"]
  private static let trades = [
    "餐饮业", "通用设备制造业", "道路运输业", "软件和信息技术服务业", "纺织业", "非金属矿物制品业",
    "食品制造业", "批发业", "电子设备制造业", "旅游业",
  ]
  /// The rates of injury insurance (工伤保险) of the eight classes of risk, in millionths.
  private static let risks: [UInt32] = [500, 1_000, 1_800, 2_300, 2_800, 3_300, 4_000, 4_800]

  init(index: Int, random: inout SplitMix64) {
    let trade = random.below(Self.second.count)
    name = "青岛" + Self.first[random.below(Self.first.count)] + Self.second[trade] + "有限公司"
    industry = Self.trades[trade]
    type = random.percent(80) ? "有限责任公司" : "私营有限责任公司"
    riskRate = Self.risks[random.below(Self.risks.count)]
    isDeferring = random.percent(20)
    // On average 13 insured, and a few large employers.
    let heads = Self.isLarge(index) ? 500 + random.below(20_000) : 1 + random.below(25)
    classes = Self.wages(heads, &random)
  }

  /// Returns whether the employer is large: one in 500.
  static func isLarge(_ index: Int) -> Bool { index % 500 == 7 }

  private static func wages(_ heads: Int, _ random: inout SplitMix64) -> [WageClass] {
    let count = min(heads, 8)
    var left = heads
    return (0..<count).map { place in
      let share = place == count - 1 ? left : max(1, left / (count - place))
      left -= share
      let wage = 300_000 + Int64(random.below(2_400_000))
      let base = min(max(wage, baseRange.lowerBound), baseRange.upperBound)
      return WageClass(heads: UInt32(share), base: base)
    }
  }

  /// Returns the sum over persons of base × rate, each rounded half up to the fen, as the agencies
  /// do.
  ///
  /// - Parameter rate: in millionths.
  func amount(rate: UInt32) -> Int64 {
    classes.reduce(0) { sum, wages in
      sum + Int64(wages.heads) * ((wages.base * Int64(rate) + 500_000) / 1_000_000)
    }
  }
}
