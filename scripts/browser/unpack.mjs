import { createReadStream, createWriteStream, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { brotliDecompressSync, createBrotliDecompress } from "node:zlib";

export async function unpackFile(packed, file) {
  await pipeline(
    createReadStream(packed),
    createBrotliDecompress({ chunkSize: 2 ** 21 }),
    createWriteStream(file, { mode: 0o755 }),
  );
}

/** Reads the plain kind of tar: blocks of 512 bytes, a header before each file. */
export function unpackArchive(packed, folder) {
  const tar = brotliDecompressSync(readFileSync(packed));
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const text = (start, length) => tar.toString("latin1", at + start, at + start + length).replace(/\0.*$/s, "");
    const size = Number.parseInt(text(124, 12), 8);
    const isFile = ["0", ""].includes(text(156, 1));
    const target = join(folder, text(345, 155), text(0, 100));
    if (isFile) {
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, tar.subarray(at + 512, at + 512 + size), { mode: 0o755 });
    }
    at += 512 + Math.ceil(size / 512) * 512;
  }
}
