/// The version that `shebao-lab` prints, and tells the server.
enum LabVersion {
  static let text = "1"
}
