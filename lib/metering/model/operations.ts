/** What can happen to the books of one workspace, in the words both the model and the driver of the product understand. */

export type Fund = "plan" | "promo" | "wallet";
export type Lot = {
  pocket: string;
  fund: Fund;
  left: bigint;
  since: number;
  until: number;
  /** What events, and debts that were paid, have used of it. */
  used: bigint;
  /** Where it was moved from. */
  from?: Lot;
  /** What is asked back of it: in all, of that what is debt and what waits for a hold, and what a dispute keeps. */
  taken: bigint;
  indebted: bigint;
  due: bigint;
  kept: bigint;
};
export type Agent = { limit: bigint | null; atLimit: Choice; planGone: Choice; stopped: boolean };
export type Choice = "stop" | "use_wallet";
export type Event = {
  id: string;
  what: "sms" | "email" | "call" | "template" | "unpriced";
  size: number;
  agent?: string;
  number?: string;
  at?: number;
};
export type Operation =
  | { do: "grant"; id: string; pocket: string; fund: Fund; micro: bigint; until: number }
  | { do: "use"; events: Event[]; byKey: boolean }
  | { do: "return"; id: string }
  | { do: "release"; id: string }
  | { do: "hold"; event: Event; byKey: boolean; until: number }
  | { do: "extend"; id: string; size: number; until: number }
  | { do: "settle"; id: string; size?: number; micro?: bigint }
  | { do: "sweep"; id?: string }
  | { do: "look" }
  | { do: "withdraw"; id: string; pocket: string; micro: bigint }
  | { do: "move"; id: string; from: string; to: string; micro: bigint }
  | { do: "limit"; scope: "key" | "workspace"; micro: bigint | null }
  | { do: "agent"; id: string; agent: Agent }
  /** What of a purchase has gone back in all, and what more of it a dispute keeps. */
  | { do: "claim"; id: string; taken: bigint; kept: bigint }
  | { do: "freeze"; frozen: boolean };

export type Part = { lot: Lot; micro: bigint };
export type Charge = { event: Event; byKey: boolean; month: string; parts: Part[]; debt: bigint; returned: boolean };
export type Hold = Charge & {
  state: "open" | "settled" | "released" | "expired";
  total: bigint;
  until: number;
  used: bigint | null;
};
export type Books = {
  at: number;
  lots: Lot[];
  debt: bigint;
  frozen: boolean;
  limits: { key: bigint | null; workspace: bigint | null };
  agents: Record<string, Agent>;
  fallsBack: Record<string, boolean>;
  used: Record<string, bigint>;
  told: Record<string, { body: string; answer: string }>;
  charges: Record<string, Charge>;
  holds: Record<string, Hold>;
  effects: Record<string, bigint>;
  /** Lots that were paid for, by the name of their purchase. */
  bought: Record<string, Lot>;
};

/** What a history begins with. */
export type Setting = {
  at: number;
  agents: Record<string, Agent>;
  fallsBack: Record<string, boolean>;
};
