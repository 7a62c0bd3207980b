import type Stripe from "stripe";
import { furthestAtOnce } from "../../shared/clock";
import { invalid } from "../http/failure";
import { idOf, type Operations, operation } from "../http/operation";
import { clockLifeDays } from "../parity";
import type { Objects } from "../store/kinds";
import type { Unit } from "../store/unit";

const lastSecond = Date.UTC(9999, 11, 31) / 1000;

export const testClocks: Operations = {
  "POST /v1/test_helpers/test_clocks": operation<Stripe.TestHelpers.TestClockCreateParams>(async ({ unit, params }) => {
    checkedTime(params.frozen_time);
    const clock = unit.create("test_helpers.test_clock", {
      deletes_after: unit.now + clockLifeDays * 86_400,
      frozen_time: params.frozen_time,
      name: params.name ?? null,
      status: "ready",
      status_details: {},
    });
    unit.announce("test_helpers.test_clock.created", clock);
    return clock;
  }),

  "GET /v1/test_helpers/test_clocks/{}": operation((call) => clockOf(call)),

  "POST /v1/test_helpers/test_clocks/{}/advance": operation<Stripe.TestHelpers.TestClockAdvanceParams>(
    async ({ unit, ids, params }) => {
      const clock = await clockOf({ unit, ids });
      if (clock.status !== "ready")
        throw invalid("The test clock is advancing already.", undefined, "test_clock_under_advancement");
      if (params.frozen_time <= clock.frozen_time) {
        throw invalid("A test clock only goes forward.", "frozen_time");
      }
      checkedTime(params.frozen_time);
      if (params.frozen_time > clock.frozen_time + furthestAtOnce) {
        throw invalid("A test clock goes ten years at once at most. The time is given in seconds.", "frozen_time");
      }
      unit.hiddenOf(clock).until = params.frozen_time;
      clock.status = "advancing";
      clock.status_details = { advancing: { target_frozen_time: params.frozen_time } };
      unit.announce("test_helpers.test_clock.advancing", clock);
      return clock;
    },
  ),

  "DELETE /v1/test_helpers/test_clocks/{}": operation(async (call) => {
    const clock = await clockOf(call);
    call.unit.announce("test_helpers.test_clock.deleted", clock);
    // Everything that lived on its time goes with it.
    await call.unit.sql`delete from stripe_sandbox.objects where clock = ${clock.id}`;
    await call.unit.sql`delete from stripe_sandbox.jobs where clock = ${clock.id}`;
    call.unit.remove(clock);
    return { id: clock.id, object: "test_helpers.test_clock", deleted: true };
  }),
};

function clockOf({ unit, ids }: { unit: Unit; ids: readonly string[] }): Promise<Objects["test_helpers.test_clock"]> {
  return unit.get("test_helpers.test_clock", idOf({ ids }));
}

function checkedTime(at: number): void {
  if (at >= 0 && at <= lastSecond) return;
  throw invalid("Invalid timestamp: give it in seconds since 1970.", "frozen_time", "parameter_invalid_integer");
}
