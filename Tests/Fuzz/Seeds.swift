import Foundation

/// The seeds of the fuzz targets.
enum Seeds {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  private static let root = folder.deletingLastPathComponent().deletingLastPathComponent()

  /// Returns the files of the target's folder.
  static func files(_ target: String) throws -> [[UInt8]] {
    let place = folder.appendingPathComponent(target)
    return try FileManager.default.contentsOfDirectory(atPath: place.path).sorted().map {
      Array(try Data(contentsOf: place.appendingPathComponent($0)))
    }
  }

  /// Returns the bytes of every golden vector of at most 4 KiB.
  static func vectors() throws -> [[UInt8]] {
    let folder = root.appendingPathComponent("schema/vectors")
    var seeds: [[UInt8]] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      for part in text.components(separatedBy: "\"hex\": \"").dropFirst() {
        let digits = part.prefix { $0 != "\"" }
        // Longer vectors are lists at their limit, which reach the same code and are slow.
        guard digits.utf8.count <= 8_192 else { continue }
        seeds.append(try bytes(digits))
      }
    }
    return seeds
  }

  private static func bytes(_ digits: Substring) throws -> [UInt8] {
    let values = digits.compactMap { $0.hexDigitValue.map(UInt8.init) }
    guard values.count == digits.count, values.count % 2 == 0 else {
      throw BrokenProperty("a vector is not hexadecimal: \(digits)")
    }
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }
}
