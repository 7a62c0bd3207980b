import type { PluralForms } from "@/components/shell/bell";
import type { Option } from "@/components/ui/select";
import type { Lasting, UsedInDays } from "@/lib/consumption/lasting";
import type { FormatterSettings } from "@/lib/format";
import type { Messages } from "@/lib/i18n/catalogues/en";
import type { Rhythm } from "@/lib/purchases/rhythms";
import type { Terms } from "@/lib/purchases/work-out";
import type { CompanyLabels, CompanyValues } from "../_company/company-fields";
import type { Unit } from "./choice";

export type Destination = {
  /** `main`, or the id of a number. */
  id: string;
  name: string;
  /** With what it has now. */
  label: string;
  availableMicro: bigint;
  /** Null where nothing is known yet. */
  pace: UsedInDays | null;
};

export type Way = { value: string; label: string; hint?: string };

export type Choices = {
  pick: string;
  unit: Unit;
  text: string;
  rhythm: Rhythm;
  pocket: string;
  method: string;
  keepsCard: boolean;
  orderNumber: string;
  /** Company details were left out on purpose. */
  skipped: boolean;
};

/** Everything the form needs, ready-made: it asks nobody while somebody chooses. */
export type Sale = {
  terms: Terms;
  format: FormatterSettings;
  lang: string;
  first: Choices;
  formId: string;
  termsVersion: string;
  destinations: readonly Destination[];
  /** A number's own page sells for that number alone. */
  fixed: boolean;
  ways: readonly Way[];
  rhythms: readonly Rhythm[];
  advised: number | null;
  company: CompanyValues & { isComplete: boolean };
  countries: readonly Option[];
  labels: SaleLabels;
};

export type SaleLabels = {
  desk: Messages["buy"]["desk"];
  update: string;
  company: CompanyLabels;
  lasts: Record<Lasting["unit"], PluralForms>;
};
