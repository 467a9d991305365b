import Foundation
import Testing

/// A fixed number of inputs for each target of `./dev fuzz`, the same every time.
@Suite struct FuzzTests {
  /// A target, its seeds, and the number of its inputs.
  struct FuzzRun: Sendable, CustomTestStringConvertible {
    let name: String
    let target: any FuzzTarget.Type
    let count: Int
    let hasVectors: Bool

    var testDescription: String { name }
  }

  static let runs = [
    FuzzRun(name: "Message", target: MessageFuzz.self, count: 5_000, hasVectors: true),
    FuzzRun(name: "Event", target: EventFuzz.self, count: 20_000, hasVectors: false),
    FuzzRun(name: "Connection", target: ConnectionFuzz.self, count: 20_000, hasVectors: false),
    FuzzRun(name: "Record", target: RecordFuzz.self, count: 20_000, hasVectors: false),
    FuzzRun(name: "CommandLine", target: CommandLineFuzz.self, count: 20_000, hasVectors: false),
    FuzzRun(name: "Value", target: ValueFuzz.self, count: 20_000, hasVectors: false),
  ]

  @Test(arguments: runs) func `mutated inputs trap nothing and break no property`(
    run: FuzzRun
  ) throws {
    let vectors = run.hasVectors ? try Seeds.vectors() : []
    let files = try Seeds.files(run.name)
    #expect(!files.isEmpty && vectors.isEmpty != run.hasVectors)
    let seeds = files + vectors
    for seed in seeds { try run.target.run(seed) }
    var mutation = Mutation(seeds: seeds, seed: 20_261_124)
    for _ in 0..<run.count {
      let input = mutation.input()
      do {
        try run.target.run(input)
      } catch {
        Issue.record("\(run.name): \(error)\n\(input)")
        return
      }
    }
  }

  @Test func `each target has its run`() throws {
    let files = try FileManager.default.contentsOfDirectory(atPath: Seeds.folder.path)
    let targets = files.filter { $0.hasSuffix("Fuzz.swift") }.map { String($0.dropLast(10)) }
    #expect(targets.sorted() == Self.runs.map(\.name).sorted())
  }
}
