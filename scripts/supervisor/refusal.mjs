/** Ends a run with one sentence for the person who started it. Any other error is a fault of ours and shows its stack. */
export class Refusal extends Error {}

export function sentenceOf(error) {
  return error instanceof Refusal ? error.message : (error.stack ?? String(error));
}
