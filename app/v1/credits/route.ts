import { creditsAnswer } from "@/app/_api/credits-answer";
import { readCredits } from "@/app/_api/operations/credits";
import { apiRoute, operation } from "@/app/_gate/api-route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/credits", [
  operation(readCredits)(({ ctx, workspace }) => creditsAnswer(ctx, workspace)),
]);
