/** What can be made to go wrong on the way to an endpoint. Each is off until somebody switches it on. */
export type Trouble = {
  /** How often each event is sent. */
  duplicate?: number;
  /** Each delivery waits for a random while of up to so many milliseconds, so that they arrive in another order. */
  shuffleMs?: number;
  /** So many of the next deliveries are never sent. */
  drop?: number;
  /** Every delivery waits so many milliseconds. */
  delayMs?: number;
  badSignature?: boolean;
  /** The signature tells a time before the tolerance of the SDK. */
  oldTimestamp?: boolean;
};

export function waitOf({ delayMs = 0, shuffleMs = 0 }: Trouble, chance: number): number {
  return delayMs + Math.floor(shuffleMs * chance);
}
