/// The version of the programs of this repository: the one place where it stands.
public enum ProgramVersion {
  /// As `--version` prints it and HELLO's `version` says it: semver.org 2.0.0.
  public static let text = "0.1.0"
}
