import { z } from "zod";
import { answers } from "./answers";
import { duplicateVerdict, refusedVerdict } from "./verdict";

const error = z.strictObject({
  code: z.enum(Object.keys(answers)),
  message: z.string().meta({ description: "A sentence for people, in English. Programs read `code`." }),
  param: z.string().optional().meta({ description: "The field it is about, like `events[3].to`." }),
  request_id: z.string(),
});

export const errorBody = z.strictObject({ error }).meta({ id: "Error" });

/** A single event that was refused: the verdict stands beside the error. */
export const refusedBody = z
  .union([
    errorBody,
    z.strictObject({ error, ...refusedVerdict.shape }),
    z.strictObject({ error, ...duplicateVerdict.shape }),
  ])
  .meta({ id: "RefusedEvent" });
