/** What the build tells the player: the course (in index.html), the agency (agency.js), the way of tracking (tracking.json). */

import type { Status } from "./tracking/port.js";

export type QuestionType =
  | "choice"
  | "multiple"
  | "true-false"
  | "point"
  | "mark"
  | "likert"
  | "matching"
  | "sorting"
  | "ordering"
  | "fill-in"
  | "gap"
  | "numeric";

export interface OptionData {
  readonly id: string;
  /** Three characters, unique in the question and stable over versions: what the state stores. */
  readonly key: string;
  /** The SCORM 1.2 response: a..z; t and f; 1..9 and then a.. for what is put to targets. */
  readonly letter: string;
  /** Plain text, for xAPI definitions. */
  readonly text: string;
  /** Of what is chosen. */
  readonly correct?: boolean;
  /** The id of the target that it belongs to, of what is matched or sorted. */
  readonly target?: string;
  /** The texts that are right in a gap. */
  readonly accepts?: readonly string[];
}

/** What options are matched with, or a group that they are sorted into. */
export interface TargetData {
  readonly id: string;
  /** As in OptionData. */
  readonly key: string;
  readonly letter: string;
  readonly text: string;
}

export interface QuestionData {
  readonly id: string;
  /** Four characters, unique among the questions of the course (bank included) and stable. */
  readonly key: string;
  readonly iri: string;
  readonly type: QuestionType;
  readonly prompt: string;
  /** Whatever the learner chooses, orders, matches, sorts or fills; empty where a text or a number is asked for. */
  readonly options: readonly OptionData[];
  readonly targets?: readonly TargetData[];
  /** The right texts of a fill-in; absent from an open question. */
  readonly accepts?: readonly string[];
  readonly caseMatters?: boolean;
  /** Most characters of a text. */
  readonly length?: number;
  /** The right number and the range within which one is right. */
  readonly range?: { readonly answer: number; readonly min: number; readonly max: number };
  /** Whether several options may be chosen. */
  readonly many?: boolean;
  /** Whether an answer that is right in part counts in part. */
  readonly partial?: boolean;
  /** How often a question of a lesson may be tried; absent: until it is right. */
  readonly tries?: number;
  readonly shuffle: boolean;
  readonly objective: string | null;
  /** For an item of the bank: the lesson to go back to. For a question of a lesson: that lesson. */
  readonly lesson: string | null;
}

export interface ChoiceData {
  readonly id: string;
  readonly key: string;
  readonly letter: string;
  readonly text: string;
  readonly next: string;
}

export interface NodeData {
  readonly id: string;
  /** Three characters, unique in the scenario. */
  readonly key: string;
  readonly iri: string;
  /** Plain text of what is asked; null at an end. */
  readonly question: string | null;
  readonly choices: readonly ChoiceData[];
  /** The name of the end; null in a situation. */
  readonly end: string | null;
  readonly safe: boolean;
}

export interface ScenarioData {
  readonly id: string;
  readonly key: string;
  readonly iri: string;
  readonly title: string;
  readonly start: string;
  readonly lesson: string;
  readonly nodes: Readonly<Record<string, NodeData>>;
}

export interface PageData {
  /** `<lesson id>/<page id>`. */
  readonly ref: string;
  /** Four characters, unique among the pages of the course. */
  readonly key: string;
  readonly iri: string;
  /** The id of its element in the document. */
  readonly anchor: string;
  readonly title: string;
  readonly questions: readonly string[];
  readonly scenarios: readonly string[];
  readonly acknowledgements: readonly string[];
}

export interface LessonData {
  readonly id: string;
  /** Four characters, unique among the lessons of the course. */
  readonly key: string;
  readonly iri: string;
  readonly title: string;
  readonly minutes: number;
  /** Minutes that the lesson must be worked on before it is done; 0 without such a rule. */
  readonly leastMinutes: number;
  readonly pages: readonly PageData[];
}

export interface ModuleData {
  readonly id: string;
  readonly iri: string;
  readonly title: string;
  readonly lessons: readonly LessonData[];
}

export interface ObjectiveData {
  readonly id: string;
  readonly iri: string;
  readonly text: string;
}

/** A statement that the learner confirms: a policy read, or work that is one's own. */
export interface AcknowledgementData {
  readonly id: string;
  /** Four characters, unique among the acknowledgements of the course. */
  readonly key: string;
  readonly iri: string;
  /** Plain text of what is confirmed. */
  readonly text: string;
  /** Where it stands; null before a test. */
  readonly lesson: string | null;
}

/** A list that learners tick for themselves; kept, never recorded. */
export interface ChecklistData {
  readonly id: string;
  readonly key: string;
  readonly items: readonly { readonly id: string; readonly key: string }[];
}

export interface TestData {
  readonly id: string;
  /** Four characters, unique among the tests of the course. */
  readonly key: string;
  readonly iri: string;
  readonly title: string;
  /** The module that is done when this test is passed; null: the final test. */
  readonly module: string | null;
  /** Of a test that replaces a module; the final test has those of the agency. `attempts` null: unlimited. */
  readonly own: { readonly passMark: number; readonly attempts: number | null } | null;
  readonly opens: "after-lessons" | "always";
  readonly shuffle: boolean;
  /** Shown after an attempt: the answers with feedback, which items were right, or the score alone. */
  readonly review: "answers" | "marks" | "score";
  /** Whether that is shown after each attempt, or only when no attempt is left to take. */
  readonly reviewAfter: "attempt" | "last";
  /** What is confirmed before each attempt. */
  readonly attestation: AcknowledgementData | null;
  readonly blueprint: readonly { readonly objective: string; readonly items: number }[];
  /** Ids of the items, in the order of the file. */
  readonly bank: readonly string[];
}

export interface CompletionRule {
  readonly pages: "all" | "none";
  readonly questions: "all" | "none";
  readonly scenarios: "all" | "none";
  readonly acknowledgements: "all" | "none";
  readonly test: "passed" | "taken" | "none";
}

/** The JSON in `<script type="application/json" id="course">`: the same bytes for every agency and format. */
export interface CourseData {
  readonly id: string;
  readonly iri: string;
  readonly version: string;
  readonly title: string;
  readonly description: string;
  readonly language: string;
  /** As in "peacebuilder/0.1.0". */
  readonly generator: string;
  readonly objectives: readonly ObjectiveData[];
  readonly modules: readonly ModuleData[];
  readonly questions: Readonly<Record<string, QuestionData>>;
  readonly scenarios: Readonly<Record<string, ScenarioData>>;
  /** By id: those of the pages. */
  readonly acknowledgements: Readonly<Record<string, AcknowledgementData>>;
  readonly checklists: Readonly<Record<string, ChecklistData>>;
  /** The final test first, if there is one; then those that replace a module. */
  readonly tests: readonly TestData[];
  readonly completion: CompletionRule;
  /** Where the launch shows one module of it, or its final test alone. */
  readonly unit?: true;
  /** Which pages are open: all, page by page, or lesson by lesson. */
  readonly navigation: "free" | "linear" | "locked";
  /** Texts of the interface, by key; `{name}` marks a place to fill. */
  readonly strings: Readonly<Record<string, string>>;
}

/** `globalThis.peacebuilderAgency`, set by agency.js: all that differs between the variants of a course. */
export interface AgencyData {
  readonly id: string | null;
  readonly name: string | null;
  readonly shortName: string | null;
  readonly seal: string | null;
  /** Percent; null without a test. */
  readonly passMark: number | null;
  /** null: unlimited. */
  readonly attempts: number | null;
  /** Sanitised HTML by slot: chief-message, promise, state-law, policies, contacts. */
  readonly slots: Readonly<Record<string, string>>;
  /** Addresses of policies by id, for links of the form policy:id. */
  readonly policies: Readonly<Record<string, { readonly title: string; readonly url: string | null }>>;
}

export type AdapterName = "scorm12" | "scorm2004" | "xapi" | "cmi5" | "memory" | "browse";

/** tracking.json: written by the package, which brings the adapter itself as tracking.js. */
export interface TrackingSettings {
  readonly adapter: AdapterName;
  /** Of the package, and the LMS that it was made for; for administrators. */
  readonly format?: string;
  readonly lms?: string;
  /** The id of the course activity when the launch gives none (xapi). */
  readonly activityId?: string;
  /** Most characters of suspend_data (scorm12, scorm2004). */
  readonly stateLimit?: number;
  /** By our status, the one that this LMS is told in its place (scorm12, scorm2004): the book's own words where absent. */
  readonly words?: Readonly<Partial<Record<Status, Status>>>;
}
