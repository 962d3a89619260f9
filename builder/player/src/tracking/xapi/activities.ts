/** The things that statements are about: the course, its parts, and questions with their definitions. */

import type { AcknowledgementData, CourseData, LessonData, ModuleData, NodeData, ObjectiveData, PageData, QuestionData, ScenarioData, TestData } from "../../data.js";
import { components, interaction } from "./interaction.js";

export interface Activity {
  readonly id: string;
  readonly definition?: Readonly<Record<string, unknown>>;
}

const ADL = "http://adlnet.gov/expapi/activities/";
const PAGE = "http://activitystrea.ms/schema/1.0/page";

export interface Activities {
  readonly course: Activity;
  readonly profile: Activity;
  module(data: ModuleData): Activity;
  lesson(data: LessonData): Activity;
  page(data: PageData): Activity;
  question(data: QuestionData): Activity;
  scenario(data: ScenarioData): Activity;
  decision(data: NodeData): Activity;
  test(data: TestData): Activity;
  objective(data: ObjectiveData): Activity;
  acknowledgement(data: AcknowledgementData): Activity;
}

export function activities(course: CourseData): Activities {
  const text = (value: string) => ({ [course.language]: value });
  const activity = (id: string, type: string, name: string, more = {}): Activity => ({
    id,
    definition: { type: type.includes("/") ? type : ADL + type, name: text(name), ...more },
  });
  const titled = (type: string) => (data: { readonly iri: string; readonly title: string }) =>
    activity(data.iri, type, data.title);
  return {
    course: activity(course.iri, "course", course.title, { description: text(course.description) }),
    profile: activity(`${course.iri}/profile/v1`, "profile", "Peacebuilder"),
    module: titled("module"),
    lesson: titled("lesson"),
    page: titled(PAGE),
    scenario: titled("simulation"),
    test: titled("assessment"),
    objective: (data) => activity(data.iri, "objective", data.text),
    question: (data) =>
      activity(data.iri, "cmi.interaction", data.prompt, interaction(data, text)),
    decision: (data) =>
      activity(data.iri, "cmi.interaction", data.question ?? data.id, {
        interactionType: "choice",
        choices: components(data.choices, text),
      }),
    acknowledgement: (data) => activity(data.iri, "interaction", data.text),
  };
}
