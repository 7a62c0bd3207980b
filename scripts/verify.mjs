import { sentenceOf } from "./supervisor/refusal.mjs";
import { prepareCheckout } from "./test/prepare.mjs";
import { endTogether } from "./test/programs.mjs";
import { verify } from "./test/verify.mjs";

try {
  endTogether();
  await prepareCheckout();
  const { passed, failed } = await verify();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
