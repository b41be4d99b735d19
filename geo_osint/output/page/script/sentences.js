// The words of the reports, in their order: each sentence leads to what it says on the map, and back.

/** Group findings and movements by the sentence they stand in, report by report, in the order of the text. */
function readSentences() {
  var bySentence = new Map();
  ["findings", "movements"].forEach(function (kind) {
    DATA[kind].forEach(function (entry, at) {
      var span = DATA.spans[entry.id];
      var where = JSON.stringify([entry.report, span, quoted(entry.quote)]);
      var found = bySentence.get(where) || { report: entry.report, span: span, entries: [], ids: new Set(), quotes: [] };
      found.entries.push({ kind: kind, at: at });
      found.ids.add(entry.id);
      found.quotes.push(entry.quote);
      bySentence.set(where, found);
    });
  });
  return Array.from(bySentence.values()).sort(function (a, b) {
    return reportAt(a.report) - reportAt(b.report) || a.span[0] - b.span[0];
  });
}

function reportAt(id) {
  return DATA.reports.findIndex(function (report) { return report.id === id; });
}

DATA.sentences = readSentences();

/** Put the marks of all that was read in a sentence into one quote; where two overlap, the first stands. */
function mergedQuote(quotes) {
  var text = quoted(quotes[0]);
  var roles = new Array(text.length).fill("");
  quotes.forEach(function (quote) {
    var from = 0;
    quote.forEach(function (piece) {
      for (var i = from; i < from + piece[0].length; i += 1) roles[i] = roles[i] || piece[1];
      from += piece[0].length;
    });
  });
  var pieces = [];
  for (var start = 0, end; start < text.length; start = end) {
    end = start + 1;
    while (end < text.length && roles[end] === roles[start]) end += 1;
    pieces.push([text.slice(start, end), roles[start]]);
  }
  return pieces;
}

function sentenceSection() {
  if (!DATA.sentences.length) return [el("p", { "class": "hint" }, say("empty_sentences"))];
  var held = uniqueSorted(DATA.sentences.map(function (each) { return reportAt(each.report); }));
  return [el("p", { "class": "hint" }, say(DATA.texts ? "with_text_note" : "sentences_note"))].concat(held.map(function (at) {
    return [reportHeading(DATA.reports[at]), el("ol", { role: "list", "class": "text" }, textOf(at))];
  }));
}

function reportHeading(report) {
  return report && el("h2", {}, bdi(report.title || report.publisher || report.file));
}

/** The sentences of a report; with what stands between them where the page carries whole texts. */
function textOf(at) {
  var rows = rowNumbers(DATA.sentences.length).filter(function (row) {
    return reportAt(DATA.sentences[row].report) === at;
  });
  if (!DATA.texts || !DATA.reports[at]) return paged("sentences", rows, sentenceItem);
  var whole = Array.from(DATA.texts[DATA.reports[at].id]); // spans count code points
  var done = 0;
  var nodes = [];
  rows.forEach(function (row) {
    var span = DATA.sentences[row].span;
    if (span[0] > done) nodes.push(stretch(whole, done, span[0]));
    nodes.push(sentenceItem(row));
    done = Math.max(done, span[1]);
  });
  return nodes.concat(stretch(whole, done, whole.length));
}

function stretch(whole, start, end) {
  var text = whole.slice(start, end).join("").trim();
  return text && el("li", { "class": "rest", dir: "auto" }, text);
}

function sentenceItem(row) {
  var sentence = DATA.sentences[row];
  var chosen = SELECTED.kind === "sentences" && SELECTED.at === row;
  var opener = button(marked(mergedQuote(sentence.quotes)), function () { ON.select("sentences", row); }, {
    "class": "sentence", id: "sentences-" + row, dir: "auto", "aria-pressed": String(chosen),
  });
  return el("li", { "class": "said" }, [
    opener, el("div", { "class": "chips" }, sentence.entries.map(chip)),
    chosen && !boundsOf("sentences", row).isValid() ? el("p", { "class": "hint" }, say("sentence_nowhere")) : null,
  ]);
}

/** What was read in the sentence, in a word or two; leads to its card. */
function chip(entry) {
  var item = DATA[entry.kind][entry.at];
  var content = entry.kind === "findings" ? [verdictBadge(item.verdict), " ", chipWords(item)] : [bdi(words(item.when)), item.count ? [" \u00b7 ", bdi(words(item.count))] : ""];
  return button(content, function () {
    openSection(entry.kind);
    ON.select(entry.kind, entry.at, true);
  }, { "class": "chip" });
}

function chipWords(finding) {
  var said = finding.stated || finding.relation || finding.kind;
  return said === finding.relation ? ours(words(said)) : bdi(words(said));
}

/** Light up the sentences and cards that a thing on the map comes from, and bring the first into view. */
function lightUp(ids) {
  var first = null;
  ["sentences", "findings", "movements"].forEach(function (kind) {
    DATA[kind].forEach(function (each, at) {
      var node = document.getElementById(kind + "-" + at);
      if (!node) return;
      var lit = ids.some(function (id) { return each.ids ? each.ids.has(id) : each.id === id; });
      node.closest("li").classList.toggle("lit", lit);
      if (lit && !first && kind === OPEN.section) first = node;
    });
  });
  if (first) bringIntoView(first);
}

/** The ids of the findings and movements behind rows of a table: what a popup tells of. */
function saidBy(name, rows) {
  var table = DATA.tables[name];
  var column = { statements: "id", regions: "statement", movements: "id", segments: "movement", corridors: "movement", sightings: "movement" }[name];
  if (column) return rows.map(function (row) { return cell(table, row, column); });
  return [].concat.apply([], rows.map(function (row) { return saidOf(cell(table, row, name === "places" ? "id" : "place")); }));
}

/** The ids of all that is said of a place. */
function saidOf(place) {
  var found = [];
  [["statements", "id", ["subject", "reference"]], ["sightings", "movement", ["place"]]].forEach(function (each) {
    var table = DATA.tables[each[0]];
    rowNumbers(rowCount(each[0])).forEach(function (row) {
      if (each[2].some(function (column) { return cell(table, row, column).split(";").includes(place); })) found.push(cell(table, row, each[1]));
    });
  });
  return found;
}
