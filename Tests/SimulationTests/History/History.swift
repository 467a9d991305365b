/// A history: its world and its steps, both of a seed.
struct History {
  let seed: UInt64
  var commands: [HistoryCommand]

  init(seed: UInt64) {
    self.seed = seed
    var generator = Generator(seed: seed)
    commands = generator.history()
  }

  /// Plays it; the disagreement, if there is one.
  func failure() -> Mismatch? { played().failure }

  /// Plays it; the disagreement, if there is one, and what was seen.
  func played() -> (failure: Mismatch?, tally: Tally) {
    var player = Player(World(seed: seed))
    do throws(Mismatch) {
      try player.play(commands)
      return (nil, player.tally)
    } catch { return (error, player.tally) }
  }

  /// The same failing history with every step dropped that can be: halves first, then single ones.
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

  /// What happens in it, for a person to read.
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
