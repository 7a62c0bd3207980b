import { pipeline, Readable } from "node:stream";
import { constants, createGzip } from "node:zlib";
import { log } from "@/lib/log";

/** `usage_kianda_2026-05-26_2026-06-24.csv` */
export function csvFileName(slug: string, { from, to }: { from: string; to: string }): string {
  return `usage_${slug}_${from}_${to}.csv`;
}

export function takesGzip(headers: Headers): boolean {
  const offers = (headers.get("accept-encoding") ?? "").toLowerCase().split(",");
  return offers.some((offer) => /^\s*(gzip|\*)\s*(;\s*q=(0\.\d*[1-9]\d*|1(\.0*)?)\s*)?$/.test(offer));
}

/**
 * An answer that is sent as fast as its reader takes it and no faster; `gzip` says whether it is
 * compressed, once it has begun. A failure on the way cuts the connection off, so
 * that nobody takes half a file for a whole one.
 */
export async function csvFileAnswer(
  pieces: AsyncGenerator<Buffer, void>,
  { name, gzip, headers }: { name: string; gzip: () => boolean; headers?: Record<string, string> },
): Promise<Response> {
  const source = Readable.from(await begun(pieces), { objectMode: true, highWaterMark: 1 });
  const body = gzip() ? compressed(source) : source;
  return new Response(asAsked(body), {
    headers: {
      "content-type": "text/csv; charset=utf-8; header=present",
      "content-disposition": `attachment; filename="${name}"`,
      vary: "accept-encoding",
      ...headers,
    },
  });
}

/** Node's own way to it throws past everybody when a reader asks for a piece and leaves before it has come. */
function asAsked(body: Readable): ReadableStream<Uint8Array> {
  const pieces: AsyncIterator<Uint8Array> = body[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      pull: async (reader) => {
        const { done, value } = await pieces.next();
        if (done) reader.close();
        else reader.enqueue(value);
      },
      cancel: () => {
        body.destroy();
      },
    },
    { highWaterMark: 0 },
  );
}

/** With its first piece in hand: what fails before that is still answered with a status of its own. */
async function begun(pieces: AsyncGenerator<Buffer, void>): Promise<AsyncGenerator<Buffer, void>> {
  const first = await pieces.next();
  return (async function* () {
    try {
      if (!first.done) yield first.value;
      yield* pieces;
    } finally {
      await pieces.return();
    }
  })();
}

function compressed(source: Readable): Readable {
  // The fastest level: the file is nine parts repetition, and more effort would only hold the reader up.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 128 * 1024 });
  pipeline(source, gzip, (error) => {
    if (
      error &&
      error.name !== "AbortError" &&
      (error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE"
    ) {
      log.warn({ err: error }, "a file was cut off");
    }
  });
  return gzip;
}
