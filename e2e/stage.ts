/** Who keeps the workspaces that pictures are taken of; scripts/test/stage.ts sets them up. */
export const stage = {
  keeper: { email: "keeper@stage.example", name: "Marta Reis", password: "quiet-harbour-lamp" },
  keyId: `key_${"0".repeat(26)}`,
  purchaseId: `pur_${"0".repeat(26)}`,
} as const;
