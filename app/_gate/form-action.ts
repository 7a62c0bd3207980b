import "server-only";
import { revalidatePath } from "next/cache";
import { headers } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { getTranslations } from "next-intl/server";
import type { z } from "zod";
import type { FormState } from "@/components/forms/form-state";
import type { Context, IdentityContext, OperatorContext } from "@/lib/context";
import { refusalWhenAway } from "@/lib/database-away";
import { AppError } from "@/lib/errors";
import { inChange, strangerContext } from "@/lib/gate/change";
import { openOperation } from "@/lib/gate/operator";
import { may } from "@/lib/gate/permissions";
import { type LimitName, originOf, spendAttempt } from "@/lib/gate/rate-limit";
import type { Viewer } from "@/lib/gate/viewer";
import { type Membership, openWorkspace } from "@/lib/gate/workspace";
import { log } from "@/lib/log";
import { countRefusal } from "@/lib/metrics/refusals";
import {
  type AccountAction,
  type ActionName,
  actions,
  type MemberAction,
  type OperatorAction,
  type PublicAction,
} from "./access";
import { echo, type Fields, fieldsOf, repeatedIn, unreadableIn } from "./fields";
import { fieldErrors } from "./issues";
import { assertSameOrigin, type RequestFacts, requestFacts } from "./request";
import { currentSession } from "./session";

/** What a verb says when all went well: a sentence (`namespace.key`), with what is shown this once, or the next page. */
export type Answer = { done: string; values?: Record<string, string | number>; once?: string } | { redirect: string };

type Spec<S extends z.ZodType> = {
  input: S;
  /** Counted by the person's network address for strangers, by the person otherwise. */
  limit?: LimitName;
  /** Fields that are never sent back to the page. */
  secret?: readonly string[];
};

export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;

type Who = Membership & { viewer: Viewer };
/** `inputFor` reads a form as this person writes numbers and this workspace ends its days. */
type MemberSpec<S extends z.ZodType> = Omit<Spec<S>, "input"> & {
  /** It asks somebody outside, and no row may be locked meanwhile: the verbs it calls open their own transactions. */
  asksOutside?: true;
} & ({ input: S } | { inputFor: (ctx: Context, who: Who) => S });
type MemberRun<S extends z.ZodType> = (ctx: Context, input: z.output<S>, who: Who) => Promise<Answer>;
type AccountRun<S extends z.ZodType> = (
  identity: IdentityContext,
  input: z.output<S>,
  who: { viewer: Viewer; facts: RequestFacts },
) => Promise<Answer>;
type PublicRun<S extends z.ZodType> = (
  identity: IdentityContext,
  input: z.output<S>,
  facts: RequestFacts,
) => Promise<Answer>;

/** A change inside a workspace. The form carries its slug in the hidden field `workspace`. */
export function memberAction<S extends z.ZodType>(
  name: MemberAction,
  spec: MemberSpec<S>,
  run: MemberRun<S>,
): FormAction {
  return guarded(name, spec, async (fields, facts) => {
    const opened = await signedIn();
    await spendAttempt("actionsByPerson", opened.viewer.id, opened.identity.now);
    const { workspace: slug, ...rest } = fields;
    const { ctx, workspace, role } = await openWorkspace(opened, String(slug ?? ""));
    if (!may(role, actions[name].may)) throw new AppError("forbidden");
    if (spec.limit) await spendAttempt(spec.limit, workspace.id, opened.identity.now);
    const who = { workspace, role, viewer: opened.viewer };
    const input = await parsed("inputFor" in spec ? spec.inputFor(ctx, who) : spec.input, rest);
    log.info(
      { request_id: facts.requestId, workspace_id: workspace.id, actor: opened.viewer.id, route: name },
      "action",
    );
    return spec.asksOutside ? run(ctx, input, who) : inChange(ctx, (change) => run(change, input, who));
  });
}

type OperatorRun<S extends z.ZodType> = (
  ctx: OperatorContext,
  input: z.output<S>,
  who: { viewer: Viewer },
) => Promise<Answer>;

/** A change by whoever runs the installation. To everybody else it is not there. */
export function operatorAction<S extends z.ZodType>(
  name: OperatorAction,
  spec: Spec<S>,
  run: OperatorRun<S>,
): FormAction {
  return guarded(name, spec, async (fields, facts) => {
    const opened = await signedIn();
    await spendAttempt("actionsByPerson", opened.viewer.id, opened.identity.now);
    const ctx = openOperation(opened);
    const input = await parsed(spec.input, fields);
    log.info({ request_id: facts.requestId, actor: opened.viewer.id, route: name }, "action");
    return run(ctx, input, { viewer: opened.viewer });
  });
}

/** A change to the signed-in person's own account. */
export function accountAction<S extends z.ZodType>(name: AccountAction, spec: Spec<S>, run: AccountRun<S>): FormAction {
  return guarded(name, spec, async (fields, facts) => {
    const { viewer, identity } = await signedIn();
    await spendAttempt(spec.limit ?? "actionsByPerson", viewer.id, identity.now);
    const { workspace: _page, ...rest } = fields;
    return run(identity, await parsed(spec.input, rest), { viewer, facts });
  });
}

/** Anybody may try, a limited number of times. */
export function publicAction<S extends z.ZodType>(
  name: PublicAction,
  spec: Spec<S> & { limit: LimitName },
  run: PublicRun<S>,
): FormAction {
  return guarded(name, spec, async (fields, facts) => {
    const now = new Date();
    await spendAttempt(spec.limit, originOf(facts.ip), now);
    return run(strangerContext(now, facts.requestId), await parsed(spec.input, fields), facts);
  });
}

class InvalidInput extends Error {
  readonly problem: z.ZodError;
  constructor(problem: z.ZodError) {
    super("invalid input");
    this.problem = problem;
  }
}

async function parsed<S extends z.ZodType>(schema: S, fields: Fields): Promise<z.output<S>> {
  const result = await schema.safeParseAsync(fields);
  if (!result.success) throw new InvalidInput(result.error);
  return result.data;
}

async function signedIn() {
  const opened = await currentSession();
  if (!opened) throw new AppError("unauthenticated");
  return opened;
}

/** The one place where a form's request is checked and where its refusals become sentences. */
function guarded(
  name: ActionName,
  spec: Pick<Spec<z.ZodType>, "secret">,
  work: (fields: Fields, facts: RequestFacts) => Promise<Answer>,
): FormAction {
  return async (_state, data) => {
    const facts = await requestFacts();
    const fields = fieldsOf(data);
    let answer: Answer;
    try {
      assertSameOrigin(await headers());
      const [unreadable] = unreadableIn(fields);
      if (unreadable !== undefined) throw new AppError("invalid", "invalid", { field: unreadable });
      answer = await work(fields, facts);
    } catch (error) {
      unstable_rethrow(error);
      return refused(name, error, { fields, secret: spec.secret ?? [] }, facts);
    }
    revalidatePath("/", "layout");
    if ("redirect" in answer) redirect(answer.redirect);
    const t = await getTranslations();
    const message = t(answer.done as never, answer.values as never);
    return answer.once === undefined ? { status: "done", message } : { status: "done", message, once: answer.once };
  };
}

async function refused(
  name: ActionName,
  thrown: unknown,
  sent: { fields: Fields; secret: readonly string[] },
  facts: RequestFacts,
): Promise<FormState> {
  const error = refusalWhenAway(thrown, { request_id: facts.requestId, route: name }) ?? thrown;
  const values = echo(sent.fields, sent.secret);
  const t = await getTranslations("errors");
  const say = (key: string, given?: Record<string, string | number>) => t(key as never, given as never);
  if (error instanceof InvalidInput) {
    const told = fieldErrors(error.problem, say, (key) => t.has(key as never), repeatedIn(sent.fields));
    return { status: "error", code: "invalid", fieldErrors: told, values };
  }
  if (error instanceof AppError) {
    if (error.code === "forbidden" || error.code === "unauthenticated") countRefusal(name);
    const sentence = say(error.key, error.details.values);
    const field = error.details.field;
    if (field) return { status: "error", code: error.code, fieldErrors: { [field]: sentence }, values };
    return { status: "error", code: error.code, message: sentence, values };
  }
  log.error({ request_id: facts.requestId, route: name, err: error }, "action failed");
  return { status: "error", code: "unexpected", message: say("unexpected", { id: facts.requestId }), values };
}
