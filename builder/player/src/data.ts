/** What the build tells the player: the course (in index.html), the agency (agency.js), the way of tracking (tracking.json). */

export type QuestionType = "choice" | "multiple" | "true-false";

export interface OptionData {
  readonly id: string;
  /** Three characters, unique in the question and stable over versions: what the state stores. */
  readonly key: string;
  /** The SCORM 1.2 response: a..z, or t and f. */
  readonly letter: string;
  /** Plain text, for xAPI definitions. */
  readonly text: string;
  readonly correct: boolean;
}

export interface QuestionData {
  readonly id: string;
  /** Four characters, unique among the questions of the course (bank included) and stable. */
  readonly key: string;
  readonly iri: string;
  readonly type: QuestionType;
  readonly prompt: string;
  readonly options: readonly OptionData[];
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
}

export interface LessonData {
  readonly id: string;
  readonly iri: string;
  readonly title: string;
  readonly minutes: number;
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

export interface TestData {
  readonly id: string;
  readonly iri: string;
  readonly title: string;
  readonly opens: "after-lessons" | "always";
  readonly shuffle: boolean;
  readonly review: "answers" | "score";
  readonly blueprint: readonly { readonly objective: string; readonly items: number }[];
  /** Ids of the items, in the order of the file. */
  readonly bank: readonly string[];
}

export interface CompletionRule {
  readonly pages: "all" | "none";
  readonly questions: "all" | "none";
  readonly scenarios: "all" | "none";
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
  readonly test: TestData | null;
  readonly completion: CompletionRule;
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

/** tracking.json: written by the package. */
export interface TrackingSettings {
  readonly adapter: "scorm12" | "xapi" | "memory";
  /** The id of the course activity when the launch gives none (xapi). */
  readonly activityId?: string;
  /** Most characters of suspend_data (scorm12). */
  readonly stateLimit?: number;
}
