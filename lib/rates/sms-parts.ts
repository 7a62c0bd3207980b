/** What fits into a text message: each character one septet, those of the extension two. */
const basic =
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const extension = "\f^{}\\[~]|€";

const septets = new Map<string, number>([
  ...[...basic].map((character): [string, number] => [character, 1]),
  ...[...extension].map((character): [string, number] => [character, 2]),
]);

export const partSizes = {
  "GSM-7": { alone: 160, joined: 153 },
  "UCS-2": { alone: 70, joined: 67 },
} as const;

export type SmsText = {
  encoding: keyof typeof partSizes;
  /** As a person counts them. */
  characters: number;
  /** As the network counts them: septets, or units of two bytes. */
  units: number;
  parts: number;
  /** How many units still go into the last part. */
  left: number;
  /** The characters that make it UCS-2, each once. */
  beyond: string[];
};

/** How a text is sent: in the network's own alphabet, or, as soon as one character is not in it, all of it in UCS-2. */
export function smsText(text: string): SmsText {
  const characters = [...text.replaceAll("\r\n", "\n")];
  const beyond = [...new Set(characters.filter((one) => !septets.has(one)))];
  const encoding = beyond.length === 0 ? "GSM-7" : "UCS-2";
  const sizes = characters.map((one) => (encoding === "GSM-7" ? (septets.get(one) ?? 1) : one.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { alone, joined } = partSizes[encoding];
  if (units <= alone) return { encoding, characters: characters.length, units, parts: 1, left: alone - units, beyond };
  const { parts, last } = filled(sizes, joined);
  return { encoding, characters: characters.length, units, parts, left: joined - last, beyond };
}

/** A character of two units is never torn apart between two parts. */
function filled(sizes: readonly number[], room: number): { parts: number; last: number } {
  let parts = 1;
  let last = 0;
  for (const size of sizes) {
    if (last + size > room) {
      parts += 1;
      last = 0;
    }
    last += size;
  }
  return { parts, last };
}
