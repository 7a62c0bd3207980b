import { putNumber } from "@/app/_api/operations/put-number";
import { apiRoute, operation } from "@/app/_gate/api-route";
import { saveNumber } from "@/lib/numbers/save-number";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute("/v1/numbers/[id]", [
  operation(putNumber)(async ({ ctx, params: { id }, body: { name, phone, uses_workspace } }) => {
    const number = await saveNumber(ctx, id, { name, phone, usesWorkspace: uses_workspace });
    return {
      id,
      name: number.name,
      phone: number.phone,
      uses_workspace: number.usesWorkspace,
      credits: number.walletMicro,
      created_at: number.createdAt,
    };
  }),
]);
