import Protocol

/// Reproducible inputs for fuzz targets: seeds, changed by flips, cuts, repeats and joins.
struct Mutation {
  private var random: SplitMix64
  private let seeds: [[UInt8]]

  init(seeds: [[UInt8]], seed: UInt64) {
    self.seeds = seeds.isEmpty ? [[]] : seeds
    random = SplitMix64(seed: seed)
  }

  private mutating func next() -> UInt64 { random.next() }

  private mutating func below(_ limit: Int) -> Int { limit < 1 ? 0 : Int(next() % UInt64(limit)) }

  /// Returns the next input, of at most 4 KiB.
  mutating func input() -> [UInt8] {
    var bytes = seeds[below(seeds.count)]
    for _ in 0..<1 + below(4) { mutate(&bytes) }
    return Array(bytes.prefix(4_096))
  }

  private mutating func mutate(_ bytes: inout [UInt8]) {
    let at = below(bytes.count)
    switch below(8) {
    case 0: bytes.insert(UInt8(truncatingIfNeeded: next()), at: at)
    case 1: bytes.removeSubrange(at..<min(bytes.count, at + 1 + below(8)))
    case 2: bytes.insert(contentsOf: bytes.dropFirst(at).prefix(below(32)), at: at)
    case 3: bytes += seeds[below(seeds.count)].dropFirst(below(16))
    case 4: if !bytes.isEmpty { bytes[at] = [0, 0x7F, 0x80, 0xFF][below(4)] }
    case 5: if !bytes.isEmpty { bytes[at] = UInt8(truncatingIfNeeded: next()) }
    case 6: bytes = Array(bytes.prefix(at))
    default: if !bytes.isEmpty { bytes[at] ^= 1 << UInt8(below(8)) }
    }
  }
}
