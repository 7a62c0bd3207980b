import { expect, it } from "vitest";
import { paletteScore } from "./palette-score";

const entries: Record<string, readonly string[]> = {
  Overview: ["Balance", "Wallet"],
  Reconciliation: ["Books", "Check", "Audit", "Drift", "Verify the balance"],
  Team: ["Members", "Roles", "Invite"],
  Definições: ["Perfil", "Língua"],
};
const found = (search: string) =>
  Object.entries(entries)
    .map(([name, words]) => ({ name, score: paletteScore(`Pages ${name}`, search, words) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ name }) => name);

it.each([
  ["invite", ["Team"]],
  ["inv", ["Team"]],
  ["wallet", ["Overview"]],
  ["definicoes", ["Definições"]],
  ["LINGUA", ["Definições"]],
  ["verify bal", ["Reconciliation"]],
  ["balance", ["Overview", "Reconciliation"]],
  ["view", ["Overview"]],
  ["team roles", ["Team"]],
  ["xyz", []],
])("%s finds %j", (search, names) => expect(found(search)).toEqual(names));
