/// The schema that this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 by rule R-1001, written by `./dev schema`.
  public static let current = Digest256(
    0xDED1_6BAF_673E_402F, 0x3247_E7EB_DD5B_1BAF, 0xF111_5A03_557D_09FD, 0x9A91_FE67_831D_AABB)
}
