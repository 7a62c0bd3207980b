import { z } from "zod";

const invisibleKey = "invisible_characters";

const joinerInPictograph =
  /(?<=\p{Extended_Pictographic}[\u{FE0F}\p{Emoji_Modifier}]*)\u{200D}(?=\p{Extended_Pictographic})/gu;
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const control = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;
const visibleLetter = /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}]/u;
const webAddress =
  /:\/\/|(?<![\p{L}\p{N}])www\.|[\p{L}\p{M}\p{N}_-][.\u{3002}]\p{L}\p{M}*\p{L}|(?<!\d)\d{1,3}(?:\.\d{1,3}){3}(?!\d)/iu;

function hasInvisible(text: string): boolean {
  return invisible.test(text.replace(joinerInPictograph, ""));
}

/** A dot with letters right behind it; mail programs make links of such words, and full-width dots do as well as others. */
function looksLikeWebAddress(text: string): boolean {
  return webAddress.test(text.normalize("NFKC"));
}

/** A line of text that others read, such as an address: empty or not, but on one line. */
export const lineInput = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .refine((text) => !control.test(text), invisibleKey);

/** What a person or a workspace is called: it stands in mails to people who know neither. */
export const nameInput = z
  .string()
  .normalize("NFC")
  .trim()
  .min(1, "required")
  .max(80)
  .refine((text) => !hasInvisible(text), invisibleKey)
  .refine((text) => !/[<>]/.test(text), "invalid")
  .refine((text) => visibleLetter.test(text), "name_letters")
  .refine((text) => !looksLikeWebAddress(text), "name_web_address");
