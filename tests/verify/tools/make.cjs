// Lets tools of others pack the course in SOURCE: each into a folder of its own in OUT.
const fs = require("fs");
const path = require("path");
const gulpManifest = require("gulp-scorm-manifest");
const nodePackager = require("node-scorm-packager");
const simplePackager = require("simple-scorm-packager");
const { File } = require("gulp-util");

// The fs-extra of this tool is so old that no Node of today opens its streams; it calls it by this name only.
const oldExtra = require(require.resolve("fs-extra", { paths: [require.resolve("node-scorm-packager")] }));
oldExtra.createOutputStream = (name) => fs.createWriteStream(name);

const [source, out] = process.argv.slice(2).map((name) => path.resolve(name));
const course = { organization: "Fire service", title: "Fire exits", startingPage: "index.html", masteryScore: 80 };

function filesOf(folder, below = "") {
  return fs.readdirSync(path.join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(below, entry.name);
    return entry.isDirectory() ? filesOf(folder, name) : [name];
  });
}

// It copies its manifest into the source, so each version gets a copy of it.
function simple(version) {
  const own = path.join(out, `simple-${version}-source`);
  fs.cpSync(source, own, { recursive: true });
  const to = path.join(out, `simple-${version}`);
  fs.mkdirSync(to);
  simplePackager({ ...course, version, source: own, package: { zip: true, outputFolder: to } }, () => {});
}

function node(version) {
  const to = path.join(out, `node-${version}`);
  fs.mkdirSync(to);
  nodePackager({ ...course, version, identifier: "00", source, destination: to }, () => {});
}

function gulp(version) {
  const to = path.join(out, `gulp-${version}`);
  fs.cpSync(source, to, { recursive: true });
  const stream = gulpManifest({
    version, courseId: "fire", SCOtitle: course.title, moduleTitle: "Module", launchPage: "index.html", path: "",
    fileName: "imsmanifest.xml",
  });
  stream.on("data", (file) => fs.writeFileSync(path.join(to, file.relative), file.contents));
  for (const name of filesOf(to)) {
    const full = path.join(to, name);
    stream.write(new File({ cwd: to, base: to + path.sep, path: full, contents: fs.readFileSync(full) }));
  }
  stream.end();
}

fs.mkdirSync(out, { recursive: true });
for (const version of ["1.2", "2004 3rd Edition", "2004 4th Edition"]) {
  simple(version);
  node(version);
}
for (const version of ["1.2", "2004"]) {
  gulp(version);
}
