import { randomBytes } from "node:crypto";

const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** 62 letters do not fill a byte evenly; those beyond the last whole round are drawn again. */
export function randomWord(length: number): string {
  let word = "";
  while (word.length < length) {
    for (const byte of randomBytes(length)) if (byte < 248 && word.length < length) word += letters[byte % 62];
  }
  return word;
}

export function newId(prefix: string): string {
  return `${prefix}_${randomWord(24)}`;
}

export function newSecret(id: string): string {
  return `${id}_secret_${randomWord(25)}`;
}
