/// A history: a world and steps, both made from one seed.
struct History {
  let seed: UInt64
  var commands: [HistoryCommand]

  init(seed: UInt64) {
    self.seed = seed
    var generator = Generator(seed: seed)
    commands = generator.history()
  }

  /// Plays it, and returns the mismatch, if any.
  func failure() -> Mismatch? { played().failure }

  /// Plays it, and returns the mismatch, if any, with the tally.
  func played() -> (failure: Mismatch?, tally: Tally) {
    var player = Player(World(seed: seed))
    do throws(Mismatch) {
      try player.play(commands)
      return (nil, player.tally)
    } catch { return (error, player.tally) }
  }

  /// Returns the failing history without the steps that it fails without: drops halves first, then
  /// single steps.
  func shrunk() -> History {
    var best = self
    var width = commands.count / 2
    while width > 0 {
      var start = 0
      while start < best.commands.count {
        var shorter = best
        shorter.commands.removeSubrange(start..<min(start + width, best.commands.count))
        if shorter.failure() != nil { best = shorter } else { start += width }
      }
      width /= 2
    }
    return best
  }

  /// Returns its requests and answers as readable text.
  func trace() -> String {
    var player = Player(World(seed: seed))
    player.isNoting = true
    do throws(Mismatch) {
      try player.play(commands)
      player.notes.append("  no failure")
    } catch { player.notes.append("  ✘ \(error)") }
    return player.notes.joined(separator: "\n")
  }
}
