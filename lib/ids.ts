import { randomBytes } from "node:crypto";

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

export type IdKind =
  | "usr"
  | "exp"
  | "ws"
  | "inv"
  | "ses"
  | "tok"
  | "ntf"
  | "out"
  | "key"
  | "req"
  | "lot"
  | "card"
  | "sub"
  | "chk"
  | "offer"
  | "sel"
  | "pur"
  | "pay"
  | "pm"
  | "rec"
  | "rcp"
  | "ref"
  | "dsp"
  | "rev"
  | "doc"
  | "adj"
  | "drf";

/** Time-ordered: a UUIDv7 in Crockford base32, so that fresh rows land at the end of every index. */
export function newId(kind: IdKind, now: number = Date.now()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now, 0, 6);
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  return `${kind}_${base32(bytes)}`;
}

function base32(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let text = "";
  for (let i = 0; i < 26; i++) {
    text = alphabet[Number(rest & 31n)] + text;
    rest >>= 5n;
  }
  return text;
}
