import { crc32 } from "node:zlib";

export type ZipEntry = { name: string; content: Buffer };

/**
 * A ZIP file, written as its entries come: each is in memory alone. Nothing is compressed, since what goes in has been, and
 * everything is below the four gigabytes that the plain format can count.
 */
export async function* zipFile(entries: AsyncIterable<ZipEntry>, at: Date): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  const stamp = dosTime(at);
  let offset = 0;
  for await (const { name, content } of entries) {
    const file = Buffer.from(name);
    const shared = sharedFields(file, content, stamp);
    const local = Buffer.concat([Buffer.from("504b0304", "hex"), shared, file]);
    directory.push(centralEntry(file, shared, offset));
    offset += local.length + content.length;
    yield Buffer.concat([local, content]);
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length, 8);
  end.writeUInt16LE(directory.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([central, end]);
}

/** What the entry and the directory say alike: version, names in UTF-8, stored as it is, time, checksum, sizes. */
function sharedFields(file: Buffer, content: Buffer, { time, date }: ReturnType<typeof dosTime>): Buffer {
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(0x0800, 2);
  fields.writeUInt16LE(time, 6);
  fields.writeUInt16LE(date, 8);
  fields.writeUInt32LE(crc32(content), 10);
  fields.writeUInt32LE(content.length, 14);
  fields.writeUInt32LE(content.length, 18);
  fields.writeUInt16LE(file.length, 22);
  return fields;
}

function centralEntry(file: Buffer, shared: Buffer, offset: number): Buffer {
  const rest = Buffer.alloc(14);
  rest.writeUInt32LE(offset, 10);
  return Buffer.concat([Buffer.from("504b0102", "hex"), Buffer.from([20, 0]), shared, rest, file]);
}

/** Two seconds are the finest it knows, and 1980 the first year. */
function dosTime(at: Date) {
  return {
    time: (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
    date: ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
  };
}
