import "server-only";
import { takesGzip } from "@/lib/exports/csv-file";

type Fields = Record<string, string>;
type NodeAnswer = { setHeader: (name: string, value: string) => unknown; addTrailers: (fields: Fields) => void };

/**
 * Node's own answer to the request that is being worked on, for the two things the framework has no word for. Null where
 * scripts/edge.mjs was not loaded: then they are left out.
 */
function nodeAnswer(): NodeAnswer | null {
  const here: (() => NodeAnswer | null) | undefined = Reflect.get(globalThis, Symbol.for("saldo.answer"));
  return here?.() ?? null;
}

/** Says something after the answer's last byte, such as what the whole of it was. */
export function trailersHere(): (fields: Fields) => void {
  const answer = nodeAnswer();
  return (fields) => answer?.addTrailers(fields);
}

/**
 * Asked when the body is about to be sent: whether it is to be compressed by whoever makes it. The framework would strike
 * the header that says so, and compress once more.
 */
export function gzipHere(request: Request): () => boolean {
  const answer = nodeAnswer();
  return () => {
    if (!answer || !takesGzip(request.headers)) return false;
    answer.setHeader("content-encoding", "gzip");
    return true;
  };
}
