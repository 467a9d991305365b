/// The version of the engineers' program.
enum LabVersion {
  static let text = "1"
}
