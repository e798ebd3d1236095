import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { EngineError } from "./engineError";

const rounds = 1_000_000;
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;
const probe = "pulumi";

/**
 * Encrypts the secrets of one stack with a passphrase, in the format of the CLI's passphrase provider:
 * AES-256-GCM under a PBKDF2 key, `v1:<nonce>:<ciphertext and tag>`.
 */
export class Secrets {
  private constructor(
    private readonly key: Buffer,
    /** `v1:<salt>:<encrypted probe>`: what a state file or a stack's settings keep in order to get the key back. */
    readonly salt: string,
  ) {}

  /** With a salt: opens what was encrypted before, and throws for a wrong passphrase. Without: starts afresh. */
  static async open(passphrase: string, salt?: string): Promise<Secrets> {
    if (salt === undefined) return Secrets.create(passphrase);
    const [version, saltText, ...encryptedProbe] = salt.split(":");
    if (version !== "v1" || saltText === undefined)
      throw new EngineError("The encryption salt is malformed.");
    const secrets = new Secrets(await deriveKey(passphrase, Buffer.from(saltText, "base64")), salt);
    if (secrets.tryDecrypt(encryptedProbe.join(":")) !== probe) throw new EngineError("incorrect passphrase");
    return secrets;
  }

  private static async create(passphrase: string): Promise<Secrets> {
    const saltBytes = randomBytes(8);
    const key = await deriveKey(passphrase, saltBytes);
    const encryptedProbe = new Secrets(key, "").encrypt(probe);
    return new Secrets(key, `v1:${saltBytes.toString("base64")}:${encryptedProbe}`);
  }

  encrypt(plaintext: string): string {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv("aes-256-gcm", this.key, nonce);
    const sealed = Buffer.concat([cipher.update(plaintext, "utf8"), cipher.final(), cipher.getAuthTag()]);
    return `v1:${nonce.toString("base64")}:${sealed.toString("base64")}`;
  }

  decrypt(ciphertext: string): string {
    const plaintext = this.tryDecrypt(ciphertext);
    if (plaintext === undefined) throw new EngineError("A secret cannot be decrypted with this passphrase.");
    return plaintext;
  }

  private tryDecrypt(ciphertext: string): string | undefined {
    const [version, nonce, sealedText] = ciphertext.split(":");
    if (version !== "v1" || nonce === undefined || sealedText === undefined) return undefined;
    const sealed = Buffer.from(sealedText, "base64");
    try {
      const decipher = createDecipheriv("aes-256-gcm", this.key, Buffer.from(nonce, "base64"));
      decipher.setAuthTag(sealed.subarray(-tagLength));
      return decipher.update(sealed.subarray(0, -tagLength), undefined, "utf8") + decipher.final("utf8");
    } catch {
      return undefined;
    }
  }
}

function deriveKey(passphrase: string, salt: Buffer): Promise<Buffer> {
  return promisify(pbkdf2)(passphrase, salt, rounds, keyLength, "sha256");
}
