"""Every problem that a package can have: what it means and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.diagnostics import Code, Severity

WARNING: Final = Severity.WARNING

ARCHIVE: Final[dict[str, Code]] = {
    "V001": Code("Not a zip", "The file has no directory of files that can be read: it is no zip, or its end is missing.", "Download or copy it again. If that does not help, make the package again."),
    "V002": Code("A damaged file", "A file of the zip cannot be unpacked, or unpacks to something else than the zip says. LMSs unpack it in part, or refuse it.", "Get the package again; compare its hash with SHA256SUMS."),
    "V003": Code("Two headers that disagree", "A zip tells the name and size of each file twice. Where they differ, one program sees another file than the next, which is how harmful files are hidden.", "Unpack the package, look at its files, and zip them again."),
    "V004": Code("Encrypted", "No LMS knows the password of a zip.", "Make the zip again without a password."),
    "V005": Code("Compressed in another way", "SCORM and cmi5 allow files that are stored or deflated; of newer ways LMSs know nothing.", "Make the zip again with the compression Deflate, also called normal."),
    "V006": Code("A link or device", "A link leads to another file of the server, so LMSs refuse it.", "Put the file itself into the zip."),
    "V007": Code("A backslash in a name", "In a zip folders are parted by a slash. With backslashes, servers that do not run Windows unpack one file with a strange name, and the course does not find it.", "Make the zip again with another program."),
    "V008": Code("A name that leads out", "The name is absolute, or goes up by two dots, or has an empty part: unpacked, the file would land outside of the course.", "Make the zip again, from within the folder of the course."),
    "V009": Code("A name that is there twice", "Which of the two a learner gets depends on the program that unpacks it.", "Make the zip again."),
    "V010": Code("Names that only case tells apart", "Windows and macOS keep only one of the two, other servers both.", "Rename one, and all links to it."),
    "V011": Code("Invisible characters in a name", "No server stores such a name.", "Rename the file."),
    "V012": Code("A name that some LMSs refuse", "Blanks, accents and special characters are spoilt by some servers; Tovuti, CrossKnowledge, Latitude and PlusPort take none. Some names cannot be stored on Windows at all.", "Use the letters a to z, digits, hyphen, underscore and dot.", WARNING),
    "V013": Code("A name of unknown letters", "The name has letters beyond ASCII, and the zip does not say which; each program guesses another.", "Rename the file, or make the zip again with a program that writes UTF-8."),
    "V014": Code("A long name", "With the folder that it is unpacked into, the name may be longer than the 260 characters that Windows allows.", "Use shorter names and fewer folders.", WARNING),
    "V015": Code("Zip64", "The zip is written in the form for huge archives, which older LMSs cannot read.", "Make it again; below 4 GiB and 65,535 files the ordinary form will do.", WARNING),
    "V016": Code("A zip bomb", "The zip is small, but says that it unpacks to a huge size, or its files share their bytes. It was not unpacked.", "Do not unpack or upload it."),
    "V017": Code("Bytes that belong to nobody", "There are bytes before, between or behind the files of the zip: a file that was deleted badly, or a program in front. Some LMSs refuse such a zip.", "Make the zip again.", WARNING),
    "V018": Code("No files", "The zip is empty, or holds only folders.", "Zip the files of the course."),
}  # fmt: skip

MANIFEST: Final[dict[str, Code]] = {
    "V101": Code("No manifest", "An LMS knows a course by imsmanifest.xml (SCORM), cmi5.xml or tincan.xml (xAPI) at the top of the zip.", "Zip the files of the course with its manifest, not the folder that they lie in."),
    "V102": Code("The manifest lies in a folder", "Most LMSs look for it only at the top of the zip. Open edX searches folders too; nobody else can be relied on.", "Open the folder, select all files in it, and zip those."),
    "V103": Code("Several manifests", "The package can be read in several ways, and which one an LMS takes is not said.", "Make one package for each format.", WARNING),
    "V104": Code("The manifest's name is written otherwise", "Servers tell large and small letters apart, so the manifest is not found.", "Rename it; all letters are small."),
    "V105": Code("Not well-formed XML", "The manifest breaks a rule of XML, so no LMS can read it. Moodle ends with a bare 'XML error'.", "Mend the line that is shown; & must be written as &amp;."),
    "V106": Code("A DOCTYPE", "With a DOCTYPE come entities, which can read files of the server or make the XML explode; LMSs and cmi5's test tool refuse them.", "Take the DOCTYPE out and write the letters themselves."),
    "V107": Code("Not UTF-8", "Manifests are UTF-8; of other encodings some LMSs make wrong letters.", "Save the manifest as UTF-8, and say so in its first line.", WARNING),
    "V108": Code("Another root", "The root element or its namespace is not that of the format, so an LMS does not know what to make of it.", "Correct the namespace; one wrong letter is enough."),
    "V109": Code("A manifest that is too large", "No course needs so large a manifest; it was not read.", "Make the package again."),
    "V110": Code("Not valid by the official schema", "The schemas given by --schemas do not allow this.", "Correct it as the message says."),
    "V111": Code("An element in the wrong place", "The standards fix which elements may stand where, and in what order; LMSs that validate refuse the package, others overlook the element.", "Move, add or remove the element, as the message says."),
    "V112": Code("An attribute that is wrong or missing", "The attribute is not known here, has a value that is not allowed, or must be there.", "Correct it, as the message says."),
    "V113": Code("For a web server only", "The zip is a web site without a manifest. No LMS can take it as a course.", "Put it on a web server, or publish the course in a format of your LMS.", WARNING),
    "V114": Code("An extension", "The manifest has elements of a namespace that is no part of the standard. Strict LMSs refuse them, others overlook them.", "Leave them out if nothing depends on them.", WARNING),
}  # fmt: skip

SCORM: Final[dict[str, Code]] = {
    "V201": Code("The schema is not ADL SCORM", "<schema> in <metadata> says what kind of package it is.", "Write <schema>ADL SCORM</schema>."),
    "V202": Code("Another schemaversion", "By its exact words an LMS decides which SCORM to speak. Moodle takes all that it does not know for SCORM 1.2, so a course in SCORM 2004 finds no API.", "Write 1.2, 2004 3rd Edition or 2004 4th Edition."),
    "V203": Code("ADL's prefix is not adlcp", "XML allows any prefix, but Moodle knows ADL's elements by the letters adlcp: alone; with another one each item counts as completed on its first launch.", "Declare the namespace with the prefix adlcp and use it.", WARNING),
    "V204": Code("scormtype is missing or wrong", "It tells a SCO, which reports, from an asset, which does not. Without it Moodle stores an item as completed on launch. SCORM 1.2 writes scormtype, SCORM 2004 scormType.", 'Write adlcp:scormtype="sco" (1.2) or adlcp:scormType="sco" (2004).'),
    "V205": Code("An identifier of another form", "An identifier begins with a letter or _ and has no blank and no colon.", "Put a letter in front; replace blanks and colons."),
    "V206": Code("An identifier that is used twice", "References and learners' records know elements by their identifiers.", "Give one of them another identifier."),
    "V207": Code("A reference to nothing", "An identifierref, a dependency or the default organization names something that is not in the manifest.", "Correct the identifier; large and small letters are told apart."),
    "V208": Code("Nothing to launch", "Without an organization and an item in it, an LMS has nothing to open.", "Add them."),
    "V209": Code("No title", "The LMS shows titles in its table of contents; without one learners see nothing to click on.", "Add a <title>."),
    "V210": Code("A title that is too long", "SCORM 1.2 allows 200 characters; titles over 255 end in a database error in Moodle.", "Shorten it."),
    "V211": Code("An item that launches nothing", "An item without items below it must name the resource that it opens.", "Add an identifierref."),
    "V212": Code("A branch that launches something", "An item that has items below it may not have an identifierref; some LMSs then show neither.", "Make an item of its own of what it launches."),
    "V213": Code("A resource without href", "An item opens this resource, which names no page.", "Add its href."),
    "V214": Code("A file that is missing", "The manifest names a file that the zip does not hold. Learners get an error 404; Moodle does not notice it at upload.", "Add the file, or correct its name; large and small letters are told apart."),
    "V215": Code("An address that is written wrongly", "Addresses in manifests are percent-encoded and use forward slashes; of blanks and backslashes LMSs make different things.", "Write %20 for a blank and / for a backslash, or rename the file."),
    "V216": Code("An address that leads out", "The address begins at the server's root, goes up by two dots, or is of another kind: in an LMS it leads nowhere.", "Write it relative to the manifest."),
    "V217": Code("Outside of the package", "What is launched lies on another server, which must be there for as long as the course is used, and often may not talk to the LMS. KnowBe4 and Absorb refuse it.", "Put the files into the package.", WARNING),
    "V218": Code("A file that is not listed", "Every file of a SCORM package must stand in a <file> of a resource; strict LMSs unpack only those.", "Add it to the resource that uses it, or take it out of the zip."),
    "V219": Code("A launch file that is not listed", "The page that a resource opens must also stand in a <file> of it.", "Add the <file>."),
    "V220": Code("A file that is listed twice", "A resource lists one file two times.", "Keep one."),
    "V221": Code("A type that is not webcontent", "SCORM knows resources of the type webcontent only.", 'Write type="webcontent".'),
    "V222": Code("A SCO without a page", "A SCO is opened, so it needs an href.", "Add the href, or make it an asset."),
    "V223": Code("Dependencies in a circle", "A resource depends on one that, in the end, depends on it; an LMS that follows them never ends.", "Take one of the dependencies away."),
    "V224": Code("Longer than allowed", "The standard limits this value, and LMSs cut or refuse what is longer.", "Shorten it."),
    "V225": Code("Parameters of another form", "Parameters are put behind the address of the page, so they are a query or a fragment.", "Write them as ?name=value."),
    "V226": Code("A masteryscore out of range", "It is compared with a score from 0 to 100.", "Write a number from 0 to 100."),
    "V228": Code("Not one of the values", "The element allows only certain words, or a time of a fixed form.", "Write one of those that the hint names."),
    "V229": Code("xml:base that is no folder", "Without a slash at its end the last part of xml:base is dropped, and every address leads elsewhere.", "Write a slash at its end."),
    "V230": Code("No SCO", "Everything that is launched is an asset, which reports nothing: no status, no score, no time.", 'Write scormtype="sco" for what reports.', WARNING),
    "V231": Code("Several SCOs", "Tovuti, CrossKnowledge, Latitude and PlusPort play packages with a single SCO only.", "Make a package of each, or ask the vendor of your LMS.", WARNING),
    "V232": Code("A launch file that another resource lists", "The page that a resource opens is listed by another resource only; LMSs that unpack by resource do not find it.", "List it in its own resource too.", WARNING),
    "V233": Code("A long title", "LMSs must keep 200 characters of a title, and some keep no more.", "Shorten it.", WARNING),
}  # fmt: skip

SCORM2004: Final[dict[str, Code]] = {
    "V301": Code("Of the 4th edition", "The package says that it is of the 3rd edition, yet uses what came with the 4th; an LMS of the 3rd edition refuses or overlooks it.", "Leave it out, or declare 2004 4th Edition."),
    "V302": Code("A completionThreshold out of range", "It is compared with the progress, which goes from 0 to 1.", "Write a number from 0 to 1."),
    "V303": Code("For items that launch something only", "Time limits, launch data, thresholds and the presentation belong to items without items below them.", "Move it."),
    "V304": Code("An element that ADL does not know", "The manifest uses ADL's namespace for a name that is not in it, so every LMS overlooks it.", "Correct the spelling; SCORM 2004 names differ from those of SCORM 1.2.", WARNING),
    "V305": Code("A sequencing that is not there", "IDRef names a sequencing of the sequencingCollection, which has none of this ID.", "Correct the id."),
    "V306": Code("Objectives without an id of their own", "Each objective of an item needs an id, and no two the same; by it the course reports.", "Give it an id."),
    "V307": Code("An unknown objective", "A rule or a map names an objective that the item does not have.", "Correct the id."),
    "V308": Code("Two objectives write to one", "Which of the two wins is not said, so a learner's result depends on the LMS.", "Let one of them write."),
    "V309": Code("minNormalizedMeasure out of range", "It is compared with the scaled score, which goes from -1 to 1.", "Write a number from -1 to 1."),
    "V310": Code("No deliveryControls", "Unless they say that the content sets its status, an LMS marks a SCO that was merely opened as completed and satisfied.", "Add deliveryControls with completionSetByContent and objectiveSetByContent true.", WARNING),
    "V311": Code("No flow", "By default there is no flow, and LMSs that follow the book then show no Start, Continue or Previous.", 'Add controlMode with choice="true" and flow="true".', WARNING),
    "V312": Code("Rules of sequencing", "Moodle, Docebo and Totara do no sequencing, so rules are overlooked there.", "Let the course itself decide what its result depends on.", WARNING),
}  # fmt: skip

CMI5: Final[dict[str, Code]] = {
    "V401": Code("An id that is no IRI", "Courses, blocks, units and objectives are known by full IRIs.", "Write one, such as https://example.org/course/1."),
    "V402": Code("An id that is used twice", "Records know things by their ids, so an id stands for one thing.", "Give one of them another id."),
    "V403": Code("An unknown objective", "A unit or block refers to an objective that the course does not define.", "Correct the id, or define it."),
    "V405": Code("One language twice", "A title or description has two texts in one language.", "Keep one."),
    "V406": Code("Another moveOn", "moveOn says what counts as done; only five words are allowed.", "Write NotApplicable, Passed, Completed, CompletedAndPassed or CompletedOrPassed."),
    "V407": Code("No moveOn", "Without it a unit counts as done before anybody has opened it.", "Write what counts, such as CompletedAndPassed.", WARNING),
    "V408": Code("A masteryScore out of range", "It is compared with the scaled score, which goes from 0 to 1.", "Write a number from 0 to 1 with at most 4 decimals; 80 percent is 0.8."),
    "V409": Code("Another launchMethod", "Only two words are allowed.", "Write AnyWindow or OwnWindow."),
    "V410": Code("An activityType that is no IRI", "Types of activities are full IRIs.", "Write one, or leave it out."),
    "V411": Code("An empty url", "The unit names no page to open.", "Write the url."),
    "V412": Code("A parameter of the launch", "The LMS adds endpoint, fetch, actor, registration and activityId at launch; a url may not have them.", "Rename yours."),
    "V413": Code("A fragment in a url", "The LMS adds its parameters at the end of the url, behind the fragment, where the page does not see them; cmi5's own player (CATAPULT) cannot launch it.", "Leave out what follows the #.", WARNING),
    "V415": Code("A text without a language", "An LMS does not know to whom to show it.", 'Write lang="en-US".', WARNING),
}  # fmt: skip

TINCAN: Final[dict[str, Code]] = {
    "V501": Code("An id that is no IRI", "Activities are known by full IRIs; an LRS refuses statements about anything else.", "Write one, such as https://example.org/course/1."),
    "V502": Code("An activity that is there twice", "An id stands for one activity.", "Give one of them another id."),
    "V503": Code("A type that is no IRI", "Types of activities are full IRIs.", "Write one, such as http://adlnet.gov/expapi/activities/course."),
    "V504": Code("Not exactly one launch", "One activity of a package is opened: the course.", "Give <launch> to the course alone."),
    "V505": Code("Another interactionType", "xAPI knows ten kinds of question.", "Write one of them."),
    "V506": Code("An extension key that is no IRI", "Keys of extensions are full IRIs.", "Write one."),
    "V507": Code("A launch that cannot be opened", "The launch is empty, or has a parameter that the LMS adds itself.", "Write the page alone."),
    "V509": Code("The secret of a provider", "Whoever has the package can read it, every learner included, and write records in your name.", "Take it out and let the LRS make a new one."),
    "V511": Code("xml:lang", "In tincan.xml the attribute is called lang; LMSs overlook the other and show no title.", "Write lang."),
    "V512": Code("A resource without launch", "Most LMSs open only what has a <launch>.", "Add it.", WARNING),
}  # fmt: skip

CONTENT: Final[dict[str, Code]] = {
    "V601": Code("A script in a page", "An LMS may send a content policy that forbids scripts in pages, and then the course does not start. In our own packages this is an error: they promise to have none.", "Move it into a file.", WARNING),
    "V602": Code("A script in an attribute", "Attributes such as onclick hold scripts that a content policy of the LMS may forbid.", "Use addEventListener in a file.", WARNING),
    "V603": Code("A script in an address", "Addresses that begin with javascript: are scripts that a content policy of the LMS may forbid.", "Use a button and a script in a file.", WARNING),
    "V604": Code("Code made of text", "eval and its like make code of text, which content policies forbid, and through which foreign code gets in.", "Write it without.", WARNING),
    "V605": Code("A request to another server", "The course loads something from another host. In a closed network it is missing; the other host learns who is training; KnowBe4 and Absorb refuse it.", "Put the file into the package.", WARNING),
    "V606": Code("An address from the server's root", "The LMS serves a package from a folder of its own, so an address that begins with / leads to something of the LMS, or nowhere.", "Write it relative to the page."),
    "V607": Code("A link to nothing", "A page or style sheet names a file that is not in the package.", "Add the file, or correct the link; large and small letters are told apart."),
    "V608": Code("Refused by the page's own policy", "The page has a content policy that forbids this, so every browser overlooks it.", "Move it into a file, or add its hash to the policy."),
    "V609": Code("No content policy of our own", "Pages of our packages forbid all scripts but their own; this one does not, so somebody changed it.", "Build the package again."),
    "V610": Code("A link out of the package", "The address goes up beyond the folder of the package, where the LMS has its own files.", "Write an address within the package."),
    "V612": Code("Not JSON", "A file that ends in .json cannot be read as such.", "Correct it, or rename it.", WARNING),
    "V614": Code("Text that is not UTF-8", "A browser shows wrong letters.", "Save it as UTF-8.", WARNING),
    "V615": Code("Waits for unload", "Moodle 4.5 forbids the unload event in the frame of the course, and Chrome no longer lets it send anything: what is saved there is lost.", "Save early and often, and finish on pagehide.", WARNING),
}  # fmt: skip

SECRETS: Final[dict[str, Code]] = {
    "V701": Code("Credentials in an address", "Whoever has the package can read them, every learner included.", "Take them out, and let whoever gave them make new ones."),
    "V702": Code("A value for Authorization", "Whoever has the package can write or read records with it.", "Take it out; an LMS gives a token of its own at each launch."),
    "V703": Code("A password or secret", "A file gives a name such as password, secret or api key a value.", "Take it out, and let whoever gave it make a new one."),
    "V704": Code("A private key or token", "The text has the form of a private key or of a token that some service gives out.", "Take it out, and let the service make a new one."),
    "V705": Code("A file for secrets", "Files of this name are made to keep passwords or keys.", "Take it out of the package."),
}  # fmt: skip

FILES: Final[dict[str, Code]] = {
    "V801": Code("A program", "The file runs on a server or a computer, not in a browser. Docebo refuses packages with .php, .py, .sh, .asp and the like.", "Take it out.", WARNING),
    "V802": Code("An archive in the package", "Tovuti, CrossKnowledge, Latitude and PlusPort refuse .zip, .dat and .br in a package.", "Unpack it, or take it out.", WARNING),
    "V803": Code("Left behind", "A file of another program (a folder view, version control) came into the zip by mistake. Strict LMSs such as Docebo and Latitude look at every file.", "Take it out.", WARNING),
    "V804": Code("A large package", "Above 50 MB uploads take long, and learners on slow lines wait.", "Make videos and pictures smaller.", WARNING),
    "V805": Code("A very large package", "Many LMSs refuse uploads above 100 MB; Tovuti, CrossKnowledge, Latitude and PlusPort take 200 to 500 MB at most.", "Make videos and pictures smaller, or make several packages.", WARNING),
    "V806": Code("A type that browsers do not play", "Flash and some types of video play in no browser of today, in whatever LMS.", "Use .mp4 for videos and PDF for documents.", WARNING),
    "V811": Code("Not a format of this LMS", "The LMS that was named by --lms is not known to take packages of this format.", "Build the format that it takes: peacebuilder build COURSE --lms ID."),
    "V812": Code("Too large for this LMS", "The LMS that was named by --lms refuses packages of this size.", "Make videos and pictures smaller."),
    "V813": Code("A type that this LMS refuses", "The LMS that was named by --lms takes no package with such a file.", "Take it out."),
    "V814": Code("A name that this LMS refuses", "The LMS that was named by --lms takes only plain names of files.", "Rename the file, and all links to it."),
    "V815": Code("Several units", "The LMS that was named by --lms plays one unit of a package only.", "Make a package of each."),
    "V816": Code("From other hosts", "The LMS that was named by --lms takes only what is in the package.", "Put everything into it."),
    "V817": Code("A saved state that is too large", "The LMS that was named by --lms keeps fewer characters than the course may write, so a learner's place may be lost.", "Take the SCORM 1.2 package."),
}  # fmt: skip

OWN: Final[dict[str, Code]] = {
    "V901": Code("tracking.json names no adapter", "By it the player knows how to report.", "Build the package again."),
    "V902": Code("The adapter does not fit", "The player would look for another kind of LMS than the one that the manifest is for, and nothing would be recorded.", "Build the package again; do not mix files of two packages."),
    "V903": Code("A part of the player is missing", "Every package of ours has the same few files.", "Build the package again."),
    "V904": Code("Two names for the course", "tracking.json and the manifest name different activities, so the LMS would not find what the course reports.", "Build the package again; do not mix files of two packages."),
    "V905": Code("A public copy with the key", "Whoever reads the page can read the right answers in its data.", "Build the copy again with --public; do not mix files of two packages."),
}  # fmt: skip

CODES: Final[Mapping[str, Code]] = {
    **ARCHIVE, **MANIFEST, **SCORM, **SCORM2004, **CMI5, **TINCAN, **CONTENT, **SECRETS, **FILES, **OWN
}  # fmt: skip

OURS: Final = frozenset(("V601", "V602", "V603", "V604", "V605", "V612", "V614", "V615", "V801"))
"""What is only doubtful in other packages, and broken in ours, which promise better."""
