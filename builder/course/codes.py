"""Every problem that a course can have: what it means and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from builder.diagnostics import Code, Severity

WARNING: Final = Severity.WARNING

YAML: Final[dict[str, Code]] = {
    "Y101": Code("The file is not YAML", "The text breaks a rule of YAML, so nothing after this place can be understood.", "Look at the line and the one above it: indentation, a missing colon, quotes that are not closed, or text with a colon, a bracket or # that needs quotes."),
    "Y102": Code("Indented with a tab", "YAML allows only spaces for indentation; editors show tabs in different widths.", "Set your editor to write spaces, and replace the tab."),
    "Y103": Code("A key is there twice", "Other programs would silently keep one of the two values; which one the author meant cannot be known.", "Remove one, or rename it."),
    "Y104": Code("Anchors and aliases", "&name and *name let one part of a file stand for another; that makes files hard to read and can make them explode in size.", "Write the value out where it is needed. Put text that begins with & or * into quotes."),
    "Y105": Code("Tags", "!tag changes how a value is read.", "Remove the tag. Put text that begins with ! into quotes."),
    "Y106": Code("A key that is not a word", "The left side of a colon must be one of the keys of the language.", "Put text that begins with [ or { into quotes."),
    "Y107": Code("A second document", "A line with --- begins a new document, and only the first would be read.", "Remove the line, or move the rest into a file of its own."),
    "Y108": Code("Nested too deep", "No course needs more than a few levels; this is a mistake or an attack.", "Remove brackets that were not meant."),
    "Y109": Code("Too many values", "The file has more values than any real lesson.", "Split the file into several lessons."),
    "Y110": Code("File too large", "A file of text is never this large; perhaps a picture or a video was pasted into it.", "Put pictures and videos into media/ and refer to them."),
    "Y111": Code("Not UTF-8", "The file was saved in another encoding, so letters with accents and typographic quotes would come out wrong.", "Save it as UTF-8; most editors offer that under Save as."),
    "Y112": Code("Invisible character", "The text has a character that cannot be seen and that packages may not hold.", "Delete it; typing the words again around it helps."),
    "Y113": Code("Merge key", "<< copies keys from another place, which hides what a block says.", "Write the keys where they are needed."),
    "Y114": Code("Empty file", "The file has no text but comments.", "Fill it, or delete it."),
    "Y115": Code("Text after #", "A # with a blank before it begins a note of the author, which learners never see; here a letter or digit follows it, so it looks like text.", "Put the whole text into quotes. If it is a note, write a blank after the #.", WARNING),
}  # fmt: skip

SHAPE: Final[dict[str, Code]] = {
    "S201": Code("No course here", "A course is a folder with a file course.yaml.", "Check the path, or begin a course with peacebuilder init DIR."),
    "S202": Code("A file that ends in .yml", "Only files that end in .yaml are read.", "Rename it.", WARNING),
    "S203": Code("A file that is not read", "The course has no place for a file or a folder of this name, so what it says is ignored.", "Rename it, move it into lessons/, scenarios/ or agencies/, or delete it.", WARNING),
    "S204": Code("A link out of the folder", "A course must be complete in its folder, so links to places outside of it are not followed.", "Copy the file into the folder."),
    "S205": Code("A file that cannot be read", "The file is not there, or the program may not open it.", "Check the path and its permissions."),
    "S206": Code("In the wrong place", "A folder has another name than the one that is read, or a file lies where another kind of file belongs, so nothing of it becomes part of the course.", "Rename the folder, or move the file, as the hint says."),
    "S210": Code("Unknown key", "The language has no such key at this place, so what it says would be ignored.", "Correct the spelling, or look up the keys in schemas/README.md."),
    "S211": Code("Missing key", "Something that is needed here is not said.", "Add the key."),
    "S212": Code("Unknown type", "There is no block or question of this type. On a page: accordion, acknowledgement, agency, audio, callout, cards, checklist, chief-message, choice, dialogue, download, fill-in, gap, image, image-pair, key-terms, labelled-image, likert, mark, matching, multiple, numeric, ordering, point, promise, quote, reflection, resources, scenario, sorting, statistic, steps, survey, table, tabs, timeline, true-false, video. In the bank of a test: choice, fill-in, gap, mark, matching, multiple, numeric, ordering, point, sorting, true-false.", "Correct the spelling. Plain text needs no type: write it as a list item of its own."),
    "S213": Code("A block without a type", "A block is either text or a mapping that says its type.", "Add type:. If text was meant, put it into quotes; a colon followed by a space made a mapping of it."),
    "S214": Code("Another kind of value", "Text, a number, true or false, a list or keys are expected here, and something else was found.", "Write the value as the hint says; quotes make text of anything."),
    "S215": Code("Text of another form", "Ids, addresses, versions, colors and languages have a fixed form.", "Write it as the hint says."),
    "S216": Code("Not one of the words", "Only a few words are allowed here.", "Use one of them."),
    "S217": Code("Number or length out of range", "The value is too small, too large or too long.", "Change it as the hint says."),
    "S218": Code("Too few or too many items", "The list needs more items, or may not have so many.", "Add or remove items."),
    "S220": Code("Empty", "A value is expected here, and there is nothing.", "Write it, or remove the key."),
    "S221": Code("Another format of the language", "The course was written for a version of the language that this program does not read.", "Write format: 1, or install a version of peacebuilder that reads it."),
    "S222": Code("More than one line", "Titles, names and the like are one line of plain text.", "Join the lines."),
}  # fmt: skip

REFERENCES: Final[dict[str, Code]] = {
    "R301": Code("Unknown lesson", "A module or an item of the test names a lesson that does not exist.", "Correct the id; it is the one in the lesson's file, not the name of the file."),
    "R302": Code("A lesson that is not used", "The lesson is in no module, so learners never see it.", "Add its id to a module in course.yaml, or delete the file.", WARNING),
    "R303": Code("A lesson in two places", "A lesson has one place in the course, else its progress would count twice.", "Remove one of the two."),
    "R304": Code("An id that is used twice", "Records and saved states know things by their ids, so an id stands for one thing.", "Give the newer of the two another id."),
    "R305": Code("Unknown scenario", "A block plays a scenario that does not exist.", "Correct the id; it is the one in the scenario's file."),
    "R306": Code("A scenario in two places", "A scenario is played in one place of the course.", "Remove one of the two, or copy the scenario under another id."),
    "R307": Code("A scenario that is not used", "No lesson plays the scenario.", "Add a block with type: scenario, or delete the file.", WARNING),
    "R308": Code("Unknown objective", "The objective is not among the objectives of course.yaml.", "Correct the id, or add the objective."),
    "R309": Code("Unknown source", "Text or a quote cites a source that sources.yaml does not have.", "Correct the id, or add the source."),
    "R310": Code("Unknown term", "A link leads to a term that glossary.yaml does not have.", "Correct the id, or add the term."),
    "R311": Code("Unknown policy", "A link leads to a policy that no agency of the course supplies.", "Correct the id, or add the policy to an agency."),
    "R312": Code("A link to no lesson", "A link leads to a lesson that no module has.", "Correct the id, or add the lesson to a module."),
    "R313": Code("A link that leads nowhere", "Links go to web addresses, to mail and telephone, and to policies, terms and lessons of the course.", "Write the address in full, or use a download block for a file."),
    "R314": Code("No language", "A passage is marked as foreign, so that screen readers change their voice, but what stands behind lang: is no language tag.", "Write the language in two letters, as in [buenos días](lang:es); add the script or the country where it matters, as in zh-Hant or es-MX."),
    "R317": Code("An objective within itself", "Following part_of: one comes back to the same objective.", "Remove part_of: from the highest objective."),
    "R318": Code("Unknown agency", "The course has no agency with this id.", "Give the id of a file in agencies/, or the path of a file."),
    "R319": Code("Unknown policy or contact", "A page shows a policy or a contact that no agency of the course supplies.", "Correct the id, or add the policy or contact to an agency."),
    "R320": Code("A language that the interface does not speak", "Learners would find their language in the text, and English in the buttons and messages of the player. The page says which is which, so screen readers speak each in its own voice.", "Write the course in a language of the interface, or have its catalogue translated; the hint says which languages there are.", WARNING),
    "R321": Code("Unknown LMS", "An agency names an LMS of which nothing is known, so the package that fits it is not known either.", "Correct the id; `peacebuilder lms` lists them. Without lms: the agency gets every format, and generic fits most."),
    "R325": Code("One id for a question and a statement", "In SCORM reports answers and confirmations stand in one list, by their ids alone; these two could not be told apart.", "Give the newer of the two another id."),
}  # fmt: skip

MEDIA: Final[dict[str, Code]] = {
    "A401": Code("Missing file", "The course names a file that is not in its folder.", "Put it there, or correct the name; capital and small letters differ."),
    "A402": Code("A file outside the course", "Packages must be complete, so all files lie in the course folder.", "Copy the file into media/."),
    "A403": Code("Unsuitable file name", "Some learning management systems refuse packages with blanks, capital letters or special characters in names, or with long names.", "Rename the file."),
    "A404": Code("Unsuitable type of file", "Browsers and learning management systems cannot be trusted to show this type here.", "Convert the file to one of the types that the hint names."),
    "A405": Code("Not what the ending says", "The content of the file does not fit the ending of its name, so browsers would not show it.", "Save it again in the right format; renaming is not enough."),
    "A406": Code("A picture that does more than show", "SVG pictures can hold scripts and load things from elsewhere, which packages must not do.", "Save it as plain SVG, or remove the part."),
    "A407": Code("Captions that cannot be shown", "Captions are a WebVTT file: a first line WEBVTT, then times and texts.", "Export them as WebVTT."),
    "A408": Code("No alternative text", "People who do not see the picture need its content in words (WCAG 1.1.1).", "Add alt: with what it shows, or alt: decorative if it says nothing."),
    "A409": Code("No captions", "People who do not hear need captions (WCAG 1.2.2).", "Add captions: with a WebVTT file."),
    "A410": Code("No transcript", "People who neither hear nor see, and those on slow networks, need a video or a recording as text (WCAG 1.2.1 to 1.2.3).", "Add transcript:."),
    "A411": Code("A picture inside text", "Pictures are blocks, so that each has its alternative text.", "Use a block with type: image."),
    "A412": Code("HTML in text", "Text is Markdown; HTML in it is shown as it stands.", "Use Markdown.", WARNING),
    "A413": Code("Large picture", "Learners on slow lines wait for it.", "Make it smaller: fewer pixels, or JPEG for photographs.", WARNING),
    "A414": Code("Large course", "Some learning management systems refuse packages of more than 100 MB.", "Make videos and pictures smaller.", WARNING),
    "A415": Code("A file outside of media/", "Files that learners see lie in media/.", "Move it there."),
    "A416": Code("A file name as alternative text", "The name of a file tells nothing to those who do not see the picture.", "Say what it shows.", WARNING),
    "A417": Code("Decorative, and yet it says something", "A picture that is to be enlarged, compared or looked at in detail carries information, which people who do not see it need in words (WCAG 1.1.1).", "Say in alt: what it shows."),
    "A418": Code("Seal too large", "The seal of an agency is shown with the height of a line, in every package of the agency; a picture of many megabytes makes the course slow to upload and to open.", "Make it smaller: fewer pixels, or SVG."),
}  # fmt: skip

QUESTIONS: Final[dict[str, Code]] = {
    "Q501": Code("No right answer", "A choice needs one option that is right.", "Add correct: true to it."),
    "Q502": Code("Several right answers", "In a choice learners pick one option, so one is right.", "Leave one right, or make it type: multiple."),
    "Q503": Code("No right answer", "A question with several answers needs at least one that is right.", "Add correct: true to the right ones."),
    "Q504": Code("Every answer is right", "A question in which all must be chosen checks nothing.", "Add an answer that is wrong.", WARNING),
    "Q505": Code("The same answer twice", "Learners cannot tell the two apart.", "Change or remove one."),
    "Q506": Code("lesson: outside the test", "Only items of the test lead back to a lesson; a question in a lesson is already there.", "Remove lesson:.", WARNING),
    "Q511": Code("Unknown target", "An item to match or to sort names a target or a group that its question does not have, so nothing would be right for it.", "Correct the id, or add the target."),
    "Q512": Code("A group without items", "No item belongs to the group, so learners who put nothing into it wonder what they have missed.", "Add an item, or remove the group.", WARNING),
    "Q521": Code("Nothing that is right", "What learners write is compared with the right answers, and there is none.", "Add one under answers:, or long: true for an open question in a lesson."),
    "Q522": Code("An open question with answers", "With long: true nothing is right or wrong, so the answers would never be used.", "Remove answers:, or long: true."),
    "Q523": Code("An answer that cannot be written", "The answer is longer than length: lets learners write.", "Make it shorter, or raise length:."),
    "Q524": Code("Unknown gap", "In the text of a gap question, words in braces are the id of a gap.", "Correct the id, add the gap; or write \\{ for a brace that is to be read."),
    "Q525": Code("A gap that is not in the text", "Learners could not fill it, so nobody would ever be right.", "Write its id in braces where it belongs, or remove the gap."),
    "Q526": Code("A gap twice in the text", "An answer belongs to one gap.", "Give each place a gap of its own."),
    "Q527": Code("An answer that cannot be chosen", "The gap is a list to choose from, and what is right is not in it.", "Add it to choices:, or correct it; capital letters must be the same."),
    "Q528": Code("No such numbers", "The first number of the range is greater than the last, so nothing is between them.", "Exchange the two."),
    "Q529": Code("A right number among wrong ones", "The feedback for a mistake would be said to learners who are right.", "Leave the right number out of the range."),
    "Q530": Code("An opinion in the test", "Items of a test are right or wrong; opinions and open questions are neither.", "Move it to a lesson, or put it into a survey."),
    "Q531": Code("A spot beyond the picture", "Part of the spot could not be pressed.", "Make it smaller, or move it."),
    "Q532": Code("A spot inside another", "A press would mean both spots, and one of them could not be chosen in the picture.", "Move one of them, or make one spot of the two."),
}  # fmt: skip

SCENARIOS: Final[dict[str, Code]] = {
    "C601": Code("Unknown first node", "start: names a node that the scenario does not have.", "Correct the id."),
    "C602": Code("Unknown next node", "A choice leads to a node that the scenario does not have.", "Correct the id, or write the node."),
    "C603": Code("A node that cannot be reached", "No way through the scenario leads to this node.", "Lead a choice to it, or remove it."),
    "C604": Code("A node without a way out", "From this node learners would go round and round, and never finish.", "Lead one of its choices towards an end."),
    "C605": Code("No end", "The scenario has only situations.", "Add nodes with end:."),
    "C606": Code("No safe end", "Whatever learners do, it goes wrong, so nothing can be learned from a good decision.", "Give it ends with safe: true.", WARNING),
    "C607": Code("Only one safe end", "It looks as if there were one right way; real situations have several.", "Add another end with safe: true.", WARNING),
}  # fmt: skip

TEST: Final[dict[str, Code]] = {
    "T701": Code("Bank too small", "The blueprint draws more items for an objective than the bank has.", "Draw fewer, or write more items."),
    "T702": Code("Nothing to draw", "The blueprint draws items for an objective that no item of the bank checks.", "Write items for it, or take it out of the blueprint."),
    "T703": Code("An item without an objective", "Items are drawn by objective, so this one is never asked.", "Add objective:."),
    "T704": Code("An item that is never drawn", "The blueprint does not name the objective of this item.", "Add the objective to the blueprint, or remove the item.", WARNING),
    "T705": Code("An objective without items", "The course promises it and the test does not check it.", "Write items for it; or set tested: false if it is not meant to be tested."),
    "T706": Code("An objective drawn twice", "The blueprint names an objective once, with one number.", "Add the numbers up."),
    "T707": Code("No test", "The course is completed by a test that is not there.", "Write test.yaml, or set test: none under completion:."),
    "T708": Code("Unknown module", "A test in test-outs/ replaces a module that the course does not have.", "Correct the id; it is one of those under modules: in course.yaml."),
    "T709": Code("Two tests that replace one module", "Learners are offered one test at the beginning of a module.", "Put the items into one bank, and remove the other file."),
    "T710": Code("A test that checks something else than its module", "Who passes it skips the lessons of the module, so it should ask for what they teach, and for all of it.", "Draw items for the objectives of the module's lessons.", WARNING),
    "T711": Code("A module that can be skipped by guessing", "Without a limit, learners may try until they have seen every item.", "Write a small number under attempts:.", WARNING),
}  # fmt: skip

BLOCKS: Final[dict[str, Code]] = {
    "B001": Code("A term twice", "The list shows the same term of the glossary two times.", "Remove one of the two.", WARNING),
    "B002": Code("Two of one name", "Learners choose among tabs, cards, passages, pictures and spots by what they are called, so they cannot tell these two apart.", "Call one otherwise.", WARNING),
    "B003": Code("A translation without a language", "A line that needs a translation is in another language than the course; screen readers must know which (WCAG 3.1.2).", "Add language: to the line, or remove translation:."),
    "B011": Code("Spots that meet", "On a phone the buttons of the two spots would lie on each other, so that one cannot be pressed (WCAG 2.5.8).", "Move one of them, or make one spot of the two.", WARNING),
    "B012": Code("A row of another length", "Each row of a table has one cell for each column; a missing or surplus cell would put the others under wrong titles.", "Add or remove cells; an empty cell is written as \"\"."),
    "B013": Code("A statistic without its source", "A figure that nobody can look up convinces only those who believed it before.", "Add source: with the id of a source in sources.yaml."),
    "B014": Code("A bar that does not fit", "full: is the value of a bar of full length, so no value can be larger.", "Correct the value, or raise or remove full:."),
}  # fmt: skip

LIMITS: Final[dict[str, Code]] = {
    "L801": Code("Title too long for SCORM 1.2", "The manifest's schema allows 200 characters.", "Make the title shorter."),
    "L802": Code("Two ids with the same short key", "The saved state holds short keys instead of ids, and two ids happen to have the same.", "Change one of the two ids by a letter."),
    "L803": Code("Too much to save", "SCORM 1.2 keeps at most 4,096 characters of a learner's progress. What a learner needs to go on (pages seen, questions answered, the items of a test) could be longer, and part of it would be lost.", "Join short pages, draw fewer items, or make two courses of it."),
}  # fmt: skip

WAY: Final[dict[str, Code]] = {
    "N951": Code("More time than the lesson takes", "least_minutes: asks learners to stay longer than the author says that the lesson takes, so that they would wait with nothing left to do.", "Raise minutes:, or lower least_minutes:.", WARNING),
    "N952": Code("An order of pages that need not be seen", "navigation: makes learners go through the pages in order, but the course is complete without them; whoever stops early has completed it.", "Set pages: all under completion:, or navigation: free.", WARNING),
    "N953": Code("A link to what is not open yet", "Pages open in order, so at the first reading this link leads to a page that says what must be done before.", "Name the lesson without a link, or set navigation: free.", WARNING),
    "N954": Code("Time that a test replaces", "A lesson must be worked on for a number of minutes, but who passes the test of its module is done with it at once.", "Where hours must be worked, remove the test of the module; else remove least_minutes:.", WARNING),
}  # fmt: skip

AGENCIES: Final[dict[str, Code]] = {
    "G901": Code("Accent too light", "Links and buttons in this color cannot be read well on the light page (WCAG 1.4.3).", "Take a darker shade; the hint names the nearest."),
    "G902": Code("Dark-mode accent too dark", "Links and buttons in this color cannot be read well on the dark page (WCAG 1.4.3).", "Take a lighter shade; the hint names the nearest."),
    "G903": Code("Policies that the agency does not supply", "The course links to policies of the agency; where one is missing learners are sent to their policy manual.", "Add the policies to the agency's file.", WARNING),
    "G904": Code("A passage that the agency does not supply", "The course has a place for words that only the agency or Police2Peace can supply.", "Add them to the agency's file.", WARNING),
}  # fmt: skip

TABLE: Final[dict[str, Code]] = {
    "D101": Code("Not a table of text", "A table of agencies is a CSV file in UTF-8. This file is a workbook, or text in another encoding (UTF-16), so nothing in it can be read.", "In the spreadsheet choose Save as, CSV UTF-8."),
    "D102": Code("A column is missing", "Every agency has an id, which names its packages, and a name.", "Add the column; its title stands in the first row."),
    "D103": Code("Unknown column", "The overlay of an agency has no such key, so what stands in this column would be ignored.", "Correct the title; columns are the keys of an agency in schemas/README.md, with a dot for keys within keys, as in colors.accent. contacts.ID and policies.ID name one contact or policy each."),
    "D104": Code("Twice the same", "Two columns of the table, or two cells of a row, say the same thing; which of them is meant cannot be known.", "Remove one of the two."),
    "D105": Code("A cell without a column", "The row has something where the first row has no title, so it would be ignored.", "Give the column a title, or look for a comma that needs quotation marks around its text."),
    "D106": Code("Quotation marks that do not fit", "A text that begins with a quotation mark ends with the next one that is not doubled; commas and line breaks inside of it belong to the text.", "Close it, and write two quotation marks where one is to be read."),
    "D107": Code("An agency twice", "Two rows or files have the same id, so their packages would have the same name. Ids are lower-case, so a capital letter makes no difference.", "Give one of the two another id, or remove it."),
    "D108": Code("Row too long", "No agency has so much to say; perhaps a line break is missing, or a quotation mark.", "Look at the row in a text editor."),
    "D109": Code("No agencies", "The table has no rows below its titles, or the folder has no files that end in .yaml.", "Check the path."),
}  # fmt: skip

LOCK: Final[dict[str, Code]] = {
    "K901": Code("A lock that cannot be read", "course.lock holds the ids that were released and what they meant. This file was not written by peacebuilder, or is damaged, so nothing can be compared with it.", "Take it from your version control as it was written. After a merge, take one of the two versions whole, and release again."),
    "K902": Code("A lock that was changed by hand", "course.lock is written by peacebuilder release only; its checksum does not fit its lines. What is wrong in it could hide that learners' records get another meaning.", "Take it from your version control as it was written; change the course instead, and release it."),
    "K903": Code("A lock of a newer format", "A newer version of peacebuilder wrote course.lock.", "Install that version, or a newer one."),
    "K904": Code("The lock of another course", "The id and the iri in course.lock are those of another course; perhaps the folder was copied.", "Delete course.lock if this is a new course; else put the right one back."),
    "K905": Code("The course got another id or iri", "All records of learners begin with the iri of the course, and learning management systems know it by its id. With another one it is another course: nobody in progress finds their work, and reports do not add up.", "Write the released one again. For a new course, copy the folder and delete course.lock there."),
    "K906": Code("A released id is gone", "Learners in progress and the records of years know this id. Without it their answers and pages belong to nothing.", "Write the id again, also when its title or its text changed. If the thing is really gone, retire it with the command of the hint; its id is then never used again."),
    "K907": Code("A page in another lesson", "A page is known by its lesson and its id, so in another lesson it is a new page that nobody has seen.", "Move it back; or retire the old one with the command of the hint."),
    "K908": Code("Another kind of thing", "The id stands for a question of another type, for something in the test that was in a lesson, or for another kind of block. Old and new answers to it cannot be compared.", "Give the new one an id of its own, and retire the released one with the command of the hint."),
    "K909": Code("Another right answer", "Answers that were recorded as right would be wrong now, or the other way round, under the same id.", "Put the right answer back. If it was a mistake, give the question another id, and retire the released one with the command of the hint."),
    "K910": Code("An answer with another letter", "SCORM 1.2 records answers by letters, given in the order of the file: a, b, c. In another order the same letter means another answer.", "Keep the released answers in their order and add new ones at the end; learners see them in random order anyway. Else give the question another id, and retire the released one."),
    "K911": Code("A node that ends otherwise", "A situation of a scenario became an end, an end became a situation, or a safe end one that is not safe. The same record would tell of another outcome.", "Give the node another id, and retire the released one with the command of the hint."),
    "K912": Code("A choice that leads elsewhere", "The choice of a scenario leads to another node than it did, so a record of it tells of another way, and learners in the middle of the scenario could not go on.", "Lead it back, or give the choice another id, and retire the released one with the command of the hint."),
    "K913": Code("A retired id that is used again", "The id was released, and retired later. Records know it as what it was.", "Give the new thing an id that was never used."),
    "K914": Code("A version that was not raised", "The course is not what was released under this version; learning management systems and reports could not tell the two apart.", "Raise version: in course.yaml.", WARNING),
    "K915": Code("Other words than those that were released", "The text says something quite different from what was released under this id. If it asks or means something else, old and new records must not be taken for the same.", "If it means the same, release it: the new words count from then on. If not, give it another id, and retire the released one.", WARNING),
}  # fmt: skip

CODES: Final[Mapping[str, Code]] = {
    **YAML,
    **SHAPE,
    **REFERENCES,
    **MEDIA,
    **QUESTIONS,
    **SCENARIOS,
    **TEST,
    **BLOCKS,
    **LIMITS,
    **WAY,
    **AGENCIES,
    **TABLE,
    **LOCK,
}


def severity(code: str) -> Severity:
    return CODES[code].severity
