"use server";

import { memberAction } from "@/app/_gate/form-action";
import { formatterFor } from "@/app/_gate/page";
import { changeApiKey } from "@/lib/api-keys/change-api-key";
import { createApiKey } from "@/lib/api-keys/create-api-key";
import { endOverlap } from "@/lib/api-keys/end-overlap";
import { grantedScopes } from "@/lib/api-keys/granted-scopes";
import { revokeApiKey } from "@/lib/api-keys/revoke-api-key";
import { rotateApiKey } from "@/lib/api-keys/rotate-api-key";
import { keyInput, noInput, rotateKeyInput } from "@/lib/api-keys/schema";
import type { Context } from "@/lib/context";
import { makeApiKey } from "@/lib/gate/api-key";
import type { Viewer } from "@/lib/gate/viewer";
import type { Workspace } from "@/lib/gate/workspace";
import { creditsText } from "./credits-text";
import { changeKeyInput, newKeyInput, type Reader, settingsOf } from "./read-settings";

type Who = { viewer: Viewer; workspace: Workspace };

const readerOf = ({ now }: Context, { viewer, workspace }: Who): Reader => ({
  ...formatterFor(viewer, workspace),
  now,
});
const newKey = { inputFor: (ctx: Context, who: Who) => newKeyInput(readerOf(ctx, who)) };
const changedKey = { inputFor: (ctx: Context, who: Who) => changeKeyInput(readerOf(ctx, who)) };

export const createKey = memberAction("apiKeys.create", newKey, async (ctx, input, who) => {
  const settings = settingsOf(input);
  const secret = makeApiKey();
  await createApiKey(ctx, { ...settings, scopes: grantedScopes(who.role, settings.scopes), secret });
  return { done: "api-keys.create.done", once: secret.key };
});

export const changeKey = memberAction("apiKeys.change", changedKey, async (ctx, { key, ...input }, who) => {
  const { changed } = await changeApiKey(ctx, key, { ...settingsOf(input), by: who.role });
  return { done: changed ? "api-keys.key.saved" : "api-keys.key.unchanged" };
});

export const rotateKey = memberAction(
  "apiKeys.rotate",
  { input: rotateKeyInput },
  async (ctx, { key, overlap }, who) => {
    const secret = makeApiKey();
    const { previousUntil } = await rotateApiKey(ctx, key, { secret, overlap, by: who.role });
    if (!previousUntil) return { done: "api-keys.rotate.done", once: secret.key };
    const time = formatterFor(who.viewer, who.workspace).dateTime(previousUntil);
    return { done: "api-keys.rotate.doneOverlap", values: { time }, once: secret.key };
  },
);

export const endOldSecret = memberAction("apiKeys.endOverlap", { input: keyInput }, async (ctx, { key }) => {
  await endOverlap(ctx, key);
  return { done: "api-keys.rotate.ended" };
});

export const revokeKey = memberAction("apiKeys.revoke", { input: keyInput }, async (ctx, { key }) => {
  await revokeApiKey(ctx, key);
  return { done: "api-keys.revoke.doneShort" };
});

/** Answered for the signed-in person as for a key of the workspace, so that nobody has to show one. */
export const askCredits = memberAction("apiKeys.askCredits", { input: noInput }, async (ctx, _input, who) => {
  const time = formatterFor(who.viewer, who.workspace).time(ctx.now);
  return { done: "api-keys.start.ran", values: { time }, once: await creditsText(ctx, who.workspace) };
});
