import type { Trouble } from "./trouble";

/** What was tried: when, what came back, how long it took. */
export type Attempt = { at: string; status: number | null; error: string | null; ms: number };

export type Letter = { body: string; headers: Record<string, string> };

/** Something to be sent. It is written anew for each attempt, because a signature tells its time. */
export type Parcel = { id: string; url: string; tried: number; trouble: Trouble; write: (at: Date) => Letter };

export type Outcome = { id: string; attempt: Attempt; state: "delivered" | "failed" | "pending"; waitMs: number };

/** Where parcels lie until somebody has taken them: they outlive the process that sends them. */
export type PostOffice = {
  /** Frees what a process that is gone had taken. */
  takeOver: () => Promise<void>;
  /** What is due, so that nobody else takes it meanwhile. */
  take: (most: number) => Promise<Parcel[]>;
  /** Whether the parcel is one of those that are to be lost. */
  isLost: (parcel: Parcel) => Promise<boolean>;
  note: (outcomes: readonly Outcome[]) => Promise<void>;
  /** Milliseconds until something falls due; null when nothing will. */
  nextInMs: () => Promise<number | null>;
};
