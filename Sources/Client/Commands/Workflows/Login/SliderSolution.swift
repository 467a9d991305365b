import Protocol
import Terminal

/// A slider dragged to its end, with its proof of work (L1.1).
struct SliderSolution {
  /// The challenge, as the server sent it.
  let challenge: [UInt8]
  /// The position at which the slider was released.
  let position: UInt32
  /// The proof of work; see `proof(_:)`.
  let proof: UInt64

  /// Asks the server for a slider, lets the user drag it, and computes the proof.
  static func drag(_ run: Run) throws(ErrorReport) -> SliderSolution {
    let slider = try run.ask(LoginMethods.slider)
    if run.canAsk {
      try run.note(
        Phrase("滑块验证：按回车即把滑块拖至最右侧", "slider: press Enter to drag it to the right end"))
      _ = try reporting { () throws(InputFailure) in try run.console.readLine(limit: 64) }
    } else {
      try run.note(Phrase("滑块验证：已自动拖至最右侧", "slider: dragged to the right end"))
    }
    return SliderSolution(
      challenge: slider.challenge, position: slider.width, proof: try proof(slider))
  }
}
