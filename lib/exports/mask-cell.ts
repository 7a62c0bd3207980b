import { type SQL, sql } from "drizzle-orm";
import { parsePhoneNumberFromString } from "libphonenumber-js/max";

/** `maskRecipient`, as the database says it: a file of a million rows is written there and not here. */
export function maskedCell(recipient: SQL): SQL {
  const code = sql`coalesce(substring(${recipient} from ${callingCode()}), '')`;
  const rest = sql`length(${recipient}) - 1 - length(${code})`;
  const at = sql`(length(${recipient}) - strpos(reverse(${recipient}), '@'))`;
  const name = sql`case when ${recipient} like '@%' then substr(${recipient}, 2) else ${recipient} end`;
  return sql`case
    when ${recipient} is null then null
    when ${recipient} ~ '^\\+[0-9]+$' then '+' || ${code} || '•••' || case when ${rest} >= 5 then right(${recipient}, 2) else '' end
    when strpos(${recipient}, '@') > 0 and ${at} > 0
      then left(${recipient}, case when ${at} > 1 then 1 else 0 end) || '•••' || substr(${recipient}, ${at} + 1)
    else case when ${recipient} like '@%' then '@' else '' end
      || left(${name}, case when length(${name}) > 3 then 2 when length(${name}) > 1 then 1 else 0 end) || '•••' end`;
}

let pattern: string | undefined;

/** No code is the beginning of another, so the first that fits is the one. */
function callingCode(): string {
  const codes = Array.from({ length: 999 }, (_, i) => String(i + 1));
  pattern ??= `^\\+(${codes.filter(isCallingCode).join("|")})[0-9]{2,17}$`;
  return pattern;
}

function isCallingCode(code: string): boolean {
  return parsePhoneNumberFromString(`+${code}555123456`)?.countryCallingCode === code;
}
