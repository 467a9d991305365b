import Fixtures
import Protocol

@testable import Bureau

/// A stand-in for scrypt: a plain digest over salt and password.
enum StandInScrypt {
  static func derive(_ derivation: Derivation) -> DerivedKey {
    let bytes = StandInDigests().plain(derivation.salt + derivation.password).bytes
    return Fixture.sure(DerivedKey(bytes: bytes))
  }

  /// Returns the stored hash of a password.
  static func hash(_ password: String, salt: [UInt8] = Array(repeating: 7, count: 16))
    -> PasswordHash
  {
    let cost = EngineRig.realm.scrypt
    let key = derive(Derivation(password: Array(password.utf8), salt: salt, cost: cost))
    return PasswordHash(salt: salt, hash: key.bytes, n: cost.n, r: cost.r, p: cost.p)
  }
}
