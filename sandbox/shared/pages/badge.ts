import { type Html, html } from "./html";

type Tone = "good" | "waits" | "bad" | "plain";

const tones: Record<string, Tone> = {
  paid: "good",
  active: "good",
  succeeded: "good",
  complete: "good",
  delivered: "good",
  enabled: "good",
  ready: "good",
  won: "good",
  open: "waits",
  trialing: "waits",
  pending: "waits",
  processing: "waits",
  incomplete: "waits",
  requires_action: "waits",
  advancing: "waits",
  failed: "bad",
  past_due: "bad",
  unpaid: "bad",
  dropped: "bad",
  lost: "bad",
};

/** A state by its own name; the colour only repeats what the word says. */
export function badge(state: string | null | undefined): Html | null {
  if (!state) return null;
  return html`<span class="badge ${tones[state] ?? "plain"}">${state.replaceAll("_", " ")}</span>`;
}
