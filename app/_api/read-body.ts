import { Refusal } from "./refusal";

const mostBytes = 10 * 1024 * 1024;

/** The request's JSON, or undefined where nothing was sent. Read piece by piece, so that what is too large is never gathered. */
export async function readBody(request: Request): Promise<unknown> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  if (announced > mostBytes) throw tooLarge();
  const bytes = await gathered(request);
  if (bytes.length === 0) return undefined;
  const encoding = request.headers.get("content-encoding") ?? "identity";
  if (encoding.trim().toLowerCase() !== "identity" || !isJson(request.headers.get("content-type") ?? "")) {
    throw new Refusal("unsupported_media_type");
  }
  return parsed(textOf(bytes));
}

async function gathered(request: Request): Promise<Buffer> {
  if (!request.body) return Buffer.alloc(0);
  const pieces: Uint8Array[] = [];
  let size = 0;
  const reader = request.body.getReader();
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.byteLength;
    if (size > mostBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    pieces.push(next.value);
  }
  return Buffer.concat(pieces);
}

function tooLarge(): Refusal {
  return new Refusal("too_large", { values: { megabytes: mostBytes / 1024 / 1024 } });
}

function isJson(type: string): boolean {
  return /^\s*application\/json\s*(;\s*charset\s*=\s*"?utf-?8"?\s*)?$/i.test(type);
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal("invalid", { sentence: "problems.utf8" });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal("invalid", { sentence: "problems.json" });
  }
}
