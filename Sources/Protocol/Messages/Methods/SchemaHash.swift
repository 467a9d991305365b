/// The schema that this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 by rule R-1001, written by `./dev schema`.
  public static let current = Digest256(
    0x90D8_96EB_CFB8_478C, 0x283E_D06E_4705_A0BF, 0x908E_D9F5_8810_5D01, 0x314A_3F2D_5813_CD57)
}
