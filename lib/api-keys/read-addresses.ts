import { AppError } from "@/lib/errors";
import { networkText, parseNetwork } from "@/lib/gate/networks";

const most = 50;

/** Networks as typed, separated by commas, semicolons, spaces or lines: each once and in one way of writing. None is anywhere. */
export function readAddresses(text: string): string[] | null {
  const typed = text.split(/[\s,;]+/u).filter(Boolean);
  const unreadable = typed.filter((one) => !parseNetwork(one));
  if (unreadable.length > 0) throw refused("network", { text: unreadable.slice(0, 3).join(", ") });
  if (typed.length > most) throw refused("networks_too_many", { max: most });
  const networks = typed.flatMap((one) => parseNetwork(one) ?? []).map(networkText);
  return networks.length === 0 ? null : [...new Set(networks)];
}

function refused(key: string, values: Record<string, string | number>): AppError {
  return new AppError("invalid", key, { field: "addresses", values });
}
