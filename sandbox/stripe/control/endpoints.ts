import type { Trouble } from "../../shared/deliveries/trouble";
import { invalid } from "../http/failure";
import { randomWord } from "../store/ids";
import { type House, runUnit } from "../store/run-unit";

const figures = ["duplicate", "shuffleMs", "drop", "delayMs"] as const;
const switches = ["badSignature", "oldTimestamp"] as const;

/** Makes things go wrong on the way to an endpoint; what is not named is off. */
export async function setTrouble(house: House, id: string, given: Record<string, unknown>): Promise<object> {
  const trouble = troubleOf(given);
  await runUnit(house, house.now(), async (unit) => {
    unit.hiddenOf(await unit.get("webhook_endpoint", id, "endpoint")).trouble = trouble;
  });
  return { endpoint: id, trouble };
}

function troubleOf(given: Record<string, unknown>): Trouble {
  const trouble: Trouble = {};
  for (const [name, value] of Object.entries(given)) {
    const figure = figures.find((known) => known === name);
    const onOff = switches.find((known) => known === name);
    if (figure && typeof value === "number" && Number.isInteger(value) && value >= 0) trouble[figure] = value;
    else if (onOff && typeof value === "boolean") trouble[onOff] = value;
    else
      throw invalid(`Known are ${figures.join(", ")} with a number, ${switches.join(", ")} with true or false.`, name);
  }
  return trouble;
}

/** A new secret; deliveries are signed with the old one as well until it has run out. */
export async function rollSecret(house: House, id: string, seconds: number): Promise<{ secret: string }> {
  const secret = `whsec_${randomWord(32)}`;
  await runUnit(house, house.now(), async (unit) => {
    const endpoint = await unit.get("webhook_endpoint", id, "endpoint");
    const { secrets } = unit.hiddenOf(endpoint);
    const [old] = Array.isArray(secrets) ? secrets : [];
    unit.hiddenOf(endpoint).secrets = [secret, old];
    unit.callOff("endpoint.forget-secret", endpoint);
    unit.schedule("endpoint.forget-secret", endpoint, unit.now + seconds);
  });
  return { secret };
}
