import activity from "../messages/pt/activity.json";
import api from "../messages/pt/api.json";
import apiKeys from "../messages/pt/api-keys.json";
import auth from "../messages/pt/auth.json";
import buy from "../messages/pt/buy.json";
import cards from "../messages/pt/cards.json";
import common from "../messages/pt/common.json";
import crash from "../messages/pt/crash.json";
import docs from "../messages/pt/docs.json";
import errors from "../messages/pt/errors.json";
import exportsWords from "../messages/pt/exports.json";
import inbox from "../messages/pt/inbox.json";
import invoices from "../messages/pt/invoices.json";
import mail from "../messages/pt/mail.json";
import notifications from "../messages/pt/notifications.json";
import numbers from "../messages/pt/numbers.json";
import operator from "../messages/pt/operator.json";
import operatorCatalogue from "../messages/pt/operator-catalogue.json";
import operatorPayments from "../messages/pt/operator-payments.json";
import operatorWorkspaces from "../messages/pt/operator-workspaces.json";
import overview from "../messages/pt/overview.json";
import purchases from "../messages/pt/purchases.json";
import rates from "../messages/pt/rates.json";
import reconciliation from "../messages/pt/reconciliation.json";
import settings from "../messages/pt/settings.json";
import shell from "../messages/pt/shell.json";
import team from "../messages/pt/team.json";
import terms from "../messages/pt/terms.json";
import usage from "../messages/pt/usage.json";
import workspaces from "../messages/pt/workspaces.json";
import type { Messages } from "./en";

export const pt: Messages = {
  activity,
  api,
  "api-keys": apiKeys,
  auth,
  buy,
  cards,
  common,
  crash,
  docs,
  errors,
  exports: exportsWords,
  inbox,
  invoices,
  mail,
  notifications,
  numbers,
  operator,
  "operator-catalogue": operatorCatalogue,
  "operator-payments": operatorPayments,
  "operator-workspaces": operatorWorkspaces,
  overview,
  purchases,
  rates,
  reconciliation,
  settings,
  shell,
  team,
  terms,
  usage,
  workspaces,
};
