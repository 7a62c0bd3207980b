"use server";

import { z } from "zod";
import { accountAction } from "@/app/_gate/form-action";
import { setPreferences } from "@/lib/auth/set-preferences";
import { usageColumns } from "@/lib/metering/usage-columns";

const column = z.enum(usageColumns);

/** A single tick arrives alone, and no tick not at all: then the first choice counts again. */
const columns = z
  .union([column, z.array(column)])
  .optional()
  .transform((ticked) => [ticked ?? []].flat());

export const setUsageColumns = accountAction(
  "account.setUsageColumns",
  { input: z.strictObject({ columns: columns }) },
  async (identity, input) => {
    await setPreferences(identity, { usageColumns: input.columns });
    return { done: "usage.columns.saved" };
  },
);
