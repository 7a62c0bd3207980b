import "server-only";
import { type DestinationStream, type Logger, pino } from "pino";
import { redactedFields, redactedText } from "./redact";

export function makeLog(destination?: DestinationStream): Logger {
  return pino(
    {
      level: process.env.NODE_ENV === "test" && !destination ? "silent" : "info",
      base: null,
      messageKey: "msg",
      timestamp: () => `,"ts":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }), log: redactedFields },
      // Errors arrive as plain fields already; the stock serializer would copy every property a driver hangs on them.
      serializers: { err: (error: unknown) => error },
      // The sentence and the stacks hold text written by others: what looks like a secret goes last, from the whole line.
      hooks: { streamWrite: redactedText },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
}

/** One JSON line per event: ts, level, msg and request_id, workspace_id, actor, route, status, ms where they are known. */
export const log = makeLog();
