/** Statements on one scale and a comment, sent together; they may be sent again, and the last answers count. */

import type { QuestionData } from "../data.js";
import { all, find } from "../dom.js";
import { isWhole, normalized } from "../engine/questions.js";
import type { QuestionProgress } from "../progress.js";
import type { Ui } from "../views/ui.js";
import type { Area } from "./area.js";
import { AREAS } from "./areas.js";
import type { Block } from "./registry.js";

interface Asked {
  readonly question: QuestionData;
  readonly area: Area;
  shown: QuestionProgress | undefined;
}

class SurveyBlock implements Block {
  private readonly asked: readonly Asked[];

  constructor(
    private readonly ui: Ui,
    readonly root: HTMLFormElement,
  ) {
    this.asked = all(root, "[data-asked]").flatMap((row) => {
      const question = ui.session.course.questions[row.dataset["asked"] ?? ""];
      return question ? [{ question, area: AREAS[question.type](row, question, ui.words), shown: undefined }] : [];
    });
    root.addEventListener("submit", (event) => {
      event.preventDefault();
      this.send();
    });
    root.addEventListener("input", () => this.say(""));
  }

  sync(): void {
    for (const one of this.asked) {
      const known = this.ui.session.progress.questions[one.question.id];
      if (known === one.shown) continue;
      one.shown = known;
      one.area.write(known?.response ?? []);
      this.say(this.ui.words.say("check.sent"));
    }
  }

  /** A comment may be left out; what was sent before and did not change is not sent again. */
  private send(): void {
    const { session, words } = this.ui;
    const given = this.asked.map(({ question, area }) => ({ question, response: normalized(question, area.read()) }));
    const open = given.findIndex(({ question, response }) => question.type === "likert" && !isWhole(question, response));
    if (open >= 0) {
      this.say(words.say("check.statements"));
      return find(this.root, `[data-asked="${given[open]?.question.id}"] input`).focus();
    }
    for (const { question, response } of given) {
      const known = session.progress.questions[question.id]?.response ?? [];
      if (response.join() !== known.join()) session.answer(question.id, response);
    }
    this.sync();
    this.say(words.say("check.sent"));
  }

  private say(text: string): void {
    const verdict = find(this.root, ".verdict");
    verdict.textContent = text;
    verdict.hidden = !text;
  }
}

export const surveys = (ui: Ui): SurveyBlock[] =>
  all<HTMLFormElement>(document, "form[data-survey]").map((form) => new SurveyBlock(ui, form));
