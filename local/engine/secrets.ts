import { createCipheriv, createDecipheriv, pbkdf2Sync, randomBytes } from "node:crypto";
import { EngineError } from "./engineError";

const rounds = 1_000_000;
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;
const probe = "pulumi";

/** The passphrase is missing or wrong. */
export class PassphraseError extends EngineError {}

/**
 * Encrypts the secrets of one stack with a passphrase, in the format of the CLI's passphrase provider: AES-256-GCM
 * under a PBKDF2 key. The key takes a while to derive, so that is left until there is a secret.
 */
export class Secrets {
  private key: Buffer | undefined;

  /** Without a salt, the first secret makes one. */
  constructor(
    private readonly passphrase: string | undefined,
    private currentSalt?: string,
  ) {}

  /** `v1:<salt>:<encrypted probe>`: what a state file or a stack's settings keep in order to get the key back. */
  get salt(): string | undefined {
    return this.currentSalt;
  }

  /** `v1:<nonce>:<ciphertext and tag>`, other ones for the same text each time. */
  encrypt(plaintext: string): string {
    return seal(this.open(), plaintext);
  }

  decrypt(ciphertext: string): string {
    const plaintext = unseal(this.open(), ciphertext);
    if (plaintext === undefined) throw new EngineError("a secret cannot be decrypted");
    return plaintext;
  }

  private open(): Buffer {
    if (this.key !== undefined) return this.key;
    if (this.passphrase === undefined) {
      throw new PassphraseError("There are secrets: set their passphrase with PULUMI_CONFIG_PASSPHRASE.");
    }
    const [version, salt, ...sealedProbe] = (this.currentSalt ?? freshSalt()).split(":");
    if (version !== "v1" || salt === undefined) throw new EngineError("the encryption salt is malformed");
    const key = deriveKey(this.passphrase, salt);
    if (this.currentSalt === undefined) this.currentSalt = `v1:${salt}:${seal(key, probe)}`;
    else if (unseal(key, sealedProbe.join(":")) !== probe) {
      throw new PassphraseError("incorrect passphrase: the stack's secrets were encrypted with another one");
    }
    this.key = key;
    return key;
  }
}

/** Every run of a stack needs the same key again. */
const derivedKeys = new Map<string, Buffer>();

function deriveKey(passphrase: string, salt: string): Buffer {
  const name = `${salt}:${passphrase}`;
  const key =
    derivedKeys.get(name) ?? pbkdf2Sync(passphrase, Buffer.from(salt, "base64"), rounds, keyLength, "sha256");
  derivedKeys.set(name, key);
  return key;
}

function freshSalt(): string {
  return `v1:${randomBytes(8).toString("base64")}`;
}

function seal(key: Buffer, plaintext: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
}

function unseal(key: Buffer, ciphertext: string): string | undefined {
  const [version, nonce, sealedText] = ciphertext.split(":");
  if (version !== "v1" || nonce === undefined || sealedText === undefined) return undefined;
  const sealed = Buffer.from(sealedText, "base64");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(sealed.subarray(-tagLength));
    return decipher.update(sealed.subarray(0, -tagLength), undefined, "utf8") + decipher.final("utf8");
  } catch {
    return undefined;
  }
}
