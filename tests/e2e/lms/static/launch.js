/** The LMS's page: makes the API that the launch asks for and opens the course in a frame or a window of its own. */
"use strict";

const launch = JSON.parse(document.getElementById("launch").textContent);

/** Keeps the log of all calls, and stores data with the server while the page lives and when it goes. */
const host = {
  sent: 0,
  waiting: [],
  count: 0,
  /** Stores that are refused from now on. */
  refusing: 0,
  /** Whether no task comes any more: the course in its frame goes after this page. */
  going: false,

  log(call, given, result, error) {
    const at = Math.round(performance.timeOrigin + performance.now());
    this.waiting.push({ n: this.count++, call, args: given.map(String), result: String(result), error, at });
    if (this.waiting.length === 1) (this.going ? queueMicrotask : setTimeout)(() => this.flush());
  },

  flush() {
    if (this.waiting.length === 0) return;
    const calls = this.waiting.splice(0);
    navigator.sendBeacon(`/lms/log/${launch.token}`, JSON.stringify(calls));
  },

  /** As Moodle does it: in the open while that works, by a beacon (whose answer is unknown) once the page is going. */
  store(cmi, final) {
    if (this.refusing > 0) {
      this.refusing -= 1;
      return false;
    }
    // With the calls that led there: a beacon of their own may come later than this.
    const body = JSON.stringify({ cmi, final, calls: this.waiting.splice(0) });
    const url = `/lms/store/${launch.token}`;
    try {
      const request = new XMLHttpRequest();
      request.open("POST", url, false);
      request.send(body);
      return request.status === 200;
    } catch {
      return navigator.sendBeacon(url, body);
    }
  },
};
globalThis.host = host;
addEventListener("pagehide", () => {
  host.going = true;
  host.flush();
});

function scorm12() {
  const inner = new Scorm12API({ autocommit: false, logLevel: 5, lmsCommitUrl: false });
  inner.loadFromJSON(launch.cmi, "cmi");
  return new StrictApi(inner, host, launch.cmi);
}

/** The data is given and stored element by element. */
function scorm2004() {
  const inner = new Scorm2004API({ autocommit: false, logLevel: 5, lmsCommitUrl: false });
  inner.loadFromFlattenedJSON(launch.cmi, "");
  return new StrictApi2004(inner, host, launch.cmi);
}

function install() {
  if (launch.version === "2004") globalThis.API_1484_11 = scorm2004();
  else globalThis.API = launch.odd ? new OddApi(host, launch.odd) : scorm12();
}

if (launch.api) {
  if (launch.delay_ms > 0) setTimeout(install, launch.delay_ms);
  else install();
}

if (launch.popup) {
  document.querySelector("button").addEventListener("click", () => window.open(launch.content, "course"));
} else {
  const frame = document.createElement("iframe");
  frame.title = "Course";
  frame.src = launch.content;
  document.body.replaceChildren(frame);
}
