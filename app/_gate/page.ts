import "server-only";
import { forbidden, notFound, redirect } from "next/navigation";
import { cache } from "react";
import type { Context } from "@/lib/context";
import { AppError } from "@/lib/errors";
import { type Formatter, formatter } from "@/lib/format";
import { may, type Permission, type Role } from "@/lib/gate/permissions";
import type { Opened, Viewer } from "@/lib/gate/viewer";
import { openWorkspace, rememberWorkspace, type Workspace } from "@/lib/gate/workspace";
import { formatLocaleFor } from "@/lib/i18n/locales";
import { countRefusal } from "@/lib/metrics/refusals";
import { pages } from "./access";
import { requestFacts } from "./request";
import { currentSession } from "./session";

export type OpenedPage = { ctx: Context; viewer: Viewer; workspace: Workspace; role: Role; fmt: Formatter };

type WorkspaceParams = Promise<{ workspace: string }>;
type WorkspacePage = Extract<keyof typeof pages, `/w/${string}`>;

type Refused = { ctx: Context; workspace: Workspace; role: Role; permission: Permission };

/** What the refusal page tells: set just before the refusal, read once by it. */
export const refusal = cache((): { refused: Refused | null } => ({ refused: null }));

const openOnce = cache(async (slug: string) => {
  const opened = await openAccountPage();
  try {
    return { ...(await openWorkspace(opened, slug)), ...opened };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
});

/** The one gate of a workspace's page. A layout may call it too, but every page calls it itself. */
export async function openPage(path: WorkspacePage, params: WorkspaceParams): Promise<OpenedPage> {
  const { workspace: slug } = await params;
  const { ctx, workspace, role, viewer, identity } = await openOnce(slug);
  const permission: Permission = pages[path];
  if (!may(role, permission)) {
    countRefusal(path);
    refusal().refused = { ctx, workspace, role, permission };
    forbidden();
  }
  await rememberWorkspace(identity, viewer, workspace);
  return { ctx, viewer, workspace, role, fmt: formatterFor(viewer, workspace) };
}

/** For what surrounds every page of a workspace: membership is enough. */
export async function openFrame(params: WorkspaceParams): Promise<OpenedPage> {
  const { workspace: slug } = await params;
  const { ctx, workspace, role, viewer } = await openOnce(slug);
  return { ctx, viewer, workspace, role, fmt: formatterFor(viewer, workspace) };
}

/** Signed in, no workspace yet. */
export async function openAccountPage(): Promise<Opened> {
  const opened = await currentSession();
  if (opened) return opened;
  const { path } = await requestFacts();
  redirect(path === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(path)}`);
}

export function formatterFor(viewer: Viewer, workspace: Workspace): Formatter {
  return formatter({
    locale: viewer.formatLocale ?? formatLocaleFor(viewer.locale, workspace.country),
    timeZone: workspace.timeZone,
    currency: workspace.currency,
  });
}
