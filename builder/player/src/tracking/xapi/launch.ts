/** The query that a Tin Can launch puts behind the address of the course (RusticiSoftware/launch, lms_lrs.md). */

export interface Agent {
  readonly [property: string]: unknown;
}

export interface Launch {
  /** Ends in a slash. */
  readonly endpoint: string;
  /** The whole Authorization header. */
  readonly auth: string | null;
  readonly actor: Agent;
  readonly registration: string | null;
  readonly activityId: string | null;
  readonly grouping: string | null;
  /** Goes back with every request: only when the launcher gave a content token does it need that. */
  readonly echo: readonly (readonly [string, string])[];
}

const KNOWN = ["endpoint", "auth", "actor", "registration", "activity_id", "activity_platform", "Accept-Language", "grouping"];
/** One that is no IRI would make an LRS refuse every statement that names it. */
const IRI = /^[a-z][a-z\d+.-]*:[^\s<>"{}|\\^`]+$/i;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

type Loose = Record<string, unknown>;

const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);

function account(value: unknown): Loose | null {
  const { homePage, name, accountServiceHomePage, accountName } = (first(value) ?? {}) as Loose;
  const page = homePage ?? accountServiceHomePage;
  const user = name ?? accountName;
  return page && user ? { homePage: page, name: user } : null;
}

/** The one identifier of the agent: xAPI 1.0 wants exactly one (Part Two 2.4.2.3), old launchers gave lists. */
function identifier(actor: Loose): Loose | null {
  const found = account(actor["account"]);
  if (found) return { account: found };
  const mbox = first(actor["mbox"]);
  if (typeof mbox === "string" && mbox) return { mbox: mbox.startsWith("mailto:") ? mbox : `mailto:${mbox}` };
  const name = ["mbox_sha1sum", "openid"].find((candidate) => first(actor[candidate]));
  return name ? { [name]: first(actor[name]) } : null;
}

export function agentOf(text: string | null): Agent | null {
  let actor: unknown;
  try {
    actor = first(JSON.parse(text ?? "null"));
  } catch {
    return null;
  }
  if (typeof actor !== "object" || actor === null) return null;
  const known = identifier(actor as Loose);
  const name = first((actor as Loose)["name"]);
  return known && { objectType: "Agent", ...(typeof name === "string" && name ? { name } : {}), ...known };
}

const iri = (text: string | null): string | null => (text !== null && IRI.test(text) ? text : null);

export function launchOf(query: string): Launch | null {
  const given = new URLSearchParams(query);
  const endpoint = given.get("endpoint");
  const actor = agentOf(given.get("actor"));
  if (!endpoint || !actor) return null;
  const auth = given.get("auth");
  const registration = given.get("registration") ?? "";
  return {
    endpoint: endpoint.replace(/\/?$/, "/"),
    auth: auth && (/^\w+ /.test(auth) ? auth : `Basic ${auth}`),
    actor,
    registration: UUID.test(registration) ? registration : null,
    activityId: iri(given.get("activity_id")),
    grouping: iri(given.get("grouping")),
    echo: given.has("content_token") ? [...given].filter(([name]) => !KNOWN.includes(name)) : [],
  };
}
