/** What the adapters tell of a course whatever is answered: ids, types of interactions, right answers. */

import type { CourseData, QuestionData } from "../src/data.js";
import { LENT } from "../src/lend.js";
import { kindOf } from "../src/questions/kinds.js";
import type { Forms } from "../src/tracking/scorm/dialect.js";
import { SCORM12 } from "../src/tracking/scorm12.js";
import { SCORM2004 } from "../src/tracking/scorm2004.js";
import { interaction } from "../src/tracking/xapi/interaction.js";

const scorm = (forms: Forms, question: QuestionData) => ({
  id: forms.identifier(question.id),
  type: forms.type(question),
  right: kindOf(question).correct(question).map((answer) => forms.pattern(question, answer)),
});

export function told(course: CourseData) {
  globalThis.peacebuilderLent = LENT;
  const nodes = Object.values(course.scenarios).flatMap(({ id, nodes }) => Object.values(nodes).map((node) => `${id}_${node.id}`));
  const others = [...nodes, ...course.objectives.map(({ id }) => id), ...Object.keys(course.acknowledgements)];
  return {
    questions: Object.fromEntries(
      Object.values(course.questions).map((question) => {
        const { interactionType: type, correctResponsesPattern: right = [] } = interaction(question, (text) => ({ en: text }));
        return [question.id, { scorm12: scorm(SCORM12.forms, question), scorm2004: scorm(SCORM2004.forms, question), xapi: { id: question.iri, type, right } }];
      }),
    ),
    others: Object.fromEntries(others.map((id) => [id, [SCORM12.forms.identifier(id), SCORM2004.forms.identifier(id)]])),
  };
}
