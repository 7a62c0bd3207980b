import { crc32 } from "node:zlib";
import { expect, it } from "vitest";
import { zipFile } from "./zip";

/** Read as an unpacking program does: from the directory at the end, and every entry where it says. */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22;
  expect(zip.readUInt32LE(end)).toBe(0x06054b50);
  const found = new Map<string, Buffer>();
  let at = zip.readUInt32LE(end + 16);
  expect(at + zip.readUInt32LE(end + 12)).toBe(end);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    expect(zip.readUInt32LE(at)).toBe(0x02014b50);
    const [sum, size, nameLength] = [zip.readUInt32LE(at + 16), zip.readUInt32LE(at + 24), zip.readUInt16LE(at + 28)];
    const local = zip.readUInt32LE(at + 42);
    expect([zip.readUInt32LE(local), zip.readUInt32LE(local + 14)]).toEqual([0x04034b50, sum]);
    const begins = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const content = zip.subarray(begins, begins + size);
    expect(crc32(content)).toBe(sum);
    found.set(zip.subarray(at + 46, at + 46 + nameLength).toString(), content);
    at += 46 + nameLength;
  }
  return found;
}

it("unpacks to what went in, names with accents and an empty file included", async () => {
  const entries = [
    { name: "invoice-SAO-2026-1.pdf", content: Buffer.from("%PDF-1.7 one") },
    { name: "faktur-é-2.pdf", content: Buffer.from([0, 255, 10, 13]) },
    { name: "empty.txt", content: Buffer.alloc(0) },
  ];
  async function* given() {
    yield* entries;
  }
  const pieces: Buffer[] = [];
  for await (const piece of zipFile(given(), new Date("2026-06-24T12:00:00Z"))) pieces.push(piece);
  const found = unzipped(Buffer.concat(pieces));
  expect([...found]).toEqual(entries.map(({ name, content }) => [name, content]));
});
