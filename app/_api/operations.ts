import type { Contract } from "./contract";
import { readCredits } from "./operations/credits";
import { exportUsage } from "./operations/export-usage";
import { extendHold, openHold, releaseHold, settleHold } from "./operations/holds";
import { listLedger } from "./operations/list-ledger";
import { listRates } from "./operations/list-rates";
import { listUsage } from "./operations/list-usage";
import { postUsage } from "./operations/post-usage";
import { putAgent } from "./operations/put-agent";
import { putNumber } from "./operations/put-number";
import { quoteCampaign } from "./operations/quote";
import { returnUsage } from "./operations/return-usage";

/** Everything the API can do, in the order a reader meets it. */
export const operations: readonly Contract[] = [
  readCredits,
  postUsage,
  listUsage,
  exportUsage,
  returnUsage,
  openHold,
  extendHold,
  settleHold,
  releaseHold,
  quoteCampaign,
  listRates,
  listLedger,
  putAgent,
  putNumber,
];
