import Foundation
import Testing

/// A fixed slice of what `./dev fuzz` does without end, on the same inputs every time.
@Suite struct FuzzTests {
  /// A target, its seeds and how many inputs it gets.
  struct Slice: Sendable, CustomTestStringConvertible {
    let name: String
    let target: any FuzzTarget.Type
    let count: Int
    let hasVectors: Bool

    var testDescription: String { name }
  }

  static let slices = [
    Slice(name: "Message", target: MessageFuzz.self, count: 5_000, hasVectors: true),
    Slice(name: "Event", target: EventFuzz.self, count: 20_000, hasVectors: false),
    Slice(name: "Connection", target: ConnectionFuzz.self, count: 20_000, hasVectors: false),
    Slice(name: "Record", target: RecordFuzz.self, count: 20_000, hasVectors: false),
    Slice(name: "CommandLine", target: CommandLineFuzz.self, count: 20_000, hasVectors: false),
    Slice(name: "Value", target: ValueFuzz.self, count: 20_000, hasVectors: false),
  ]

  @Test(arguments: slices) func `mutated inputs trap nothing and break no property`(
    slice: Slice
  ) throws {
    let seeds = try Seeds.files(slice.name) + (slice.hasVectors ? Seeds.vectors() : [])
    #expect(!seeds.isEmpty)
    for seed in seeds { try slice.target.run(seed) }
    var mutation = Mutation(seeds: seeds, seed: 20_261_124)
    for _ in 0..<slice.count {
      let input = mutation.input()
      do {
        try slice.target.run(input)
      } catch {
        Issue.record("\(slice.name): \(error)\n\(input)")
        return
      }
    }
  }

  @Test func `each target has its slice`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Seeds.folder.path)
    let targets = files.filter { $0.hasSuffix("Fuzz.swift") }.map { String($0.dropLast(10)) }
    #expect(targets.sorted() == Self.slices.map(\.name).sorted())
  }
}
