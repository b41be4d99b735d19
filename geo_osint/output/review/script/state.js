// Readings as the case has them, as the reviewer left them, and the file that carries the difference.

var REPORTS = new Map(DATA.reports.map(function (each) { return [each.id, each]; }));
var PLACES = new Map(DATA.places.map(function (each) { return [each.id, each]; }));
var KINDS = new Map(DATA.kinds.map(function (each) { return [each.code, each]; }));
var NAMES = new Map(Object.entries(DATA.names));
var MENTIONS = ["subject", "reference", "second_reference", "origin", "via", "destination", "towards", "meaning"];
var QUOTING = ["quantity", "count", "also", "date", "arrival", "took"];

var READINGS = DATA.readings.map(function (each) {
  return {
    id: each.id, kind: each.kind, report: each.report, span: each.span, words: each.words,
    reviews: each.reviews, base: { status: each.status, fields: each.fields }, gist: each.gist,
    status: each.status, fields: copy(each.fields), looked: false, added: false,
  };
});
var ADDED = 0; // readings added so far, those taken back too
var CHOSEN = READINGS.length ? READINGS[0].id : "";
var PICKED = null; // the words last selected: { report, start, end, words }
var UNSAVED = false;

function copy(value) {
  return JSON.parse(JSON.stringify(value));
}

/** Compare two plain values, whatever the order of their members. */
function equal(one, other) {
  if (one === other) return true;
  if (one === null || other === null || typeof one !== "object" || typeof other !== "object") return false;
  var keys = Object.keys(one);
  return Array.isArray(one) === Array.isArray(other) && keys.length === Object.keys(other).length
    && keys.every(function (name) { return Object.hasOwn(other, name) && equal(one[name], other[name]); });
}

function readingOf(id) {
  return READINGS.find(function (each) { return each.id === id; });
}

function kindOf(reading) {
  return reading.fields.kind || reading.kind;
}

/** Name the fields that are not what they were; a draft was nothing yet. */
function changedFields(reading) {
  if (reading.added) return [];
  return Object.keys(reading.fields).filter(function (name) {
    return !equal(reading.fields[name], reading.base.fields[name]);
  });
}

function isCorrected(reading) {
  return changedFields(reading).some(function (name) { return name !== "note"; });
}

function isTouched(reading) {
  return reading.added || reading.looked || reading.status !== reading.base.status || changedFields(reading).length > 0;
}

/** Tell whether somebody answers for a reading, in the case or on this page. */
function isDone(reading) {
  return reading.added || reading.looked || reading.status !== "read";
}

function setField(reading, name, value) {
  reading.fields[name] = value;
  if (!reading.added && name !== "note") {
    var own = reading.base.status === "added" ? "added" : "corrected";
    if (isCorrected(reading)) reading.status = own;
    else if (reading.status === own) reading.status = reading.looked && reading.base.status === "read" ? "accepted" : reading.base.status;
  }
  UNSAVED = true;
}

function accept(reading) {
  reading.looked = true;
  if (reading.kind === "name") {
    setField(reading, "meaning", Object.assign({}, reading.fields.meaning, { open: false }));
  } else if (reading.base.status === "added") {
    reading.status = "added";
  } else if (!reading.added) {
    reading.status = isCorrected(reading) || reading.base.status === "corrected" ? "corrected" : "accepted";
  }
  UNSAVED = true;
}

/** Reject a reading; a draft of one's own is taken back, of a name no place is meant. */
function reject(reading) {
  if (reading.added) return takeBack(reading);
  reading.looked = true;
  if (reading.kind === "name") {
    setField(reading, "meaning", Object.assign({}, reading.fields.meaning, { places: [], open: false }));
  } else {
    reading.status = "rejected";
  }
  UNSAVED = true;
}

/** Put a reading back to what the case has. */
function takeBack(reading) {
  if (reading.added) {
    READINGS = READINGS.filter(function (each) { return each !== reading; });
  } else {
    reading.status = reading.base.status;
    reading.fields = copy(reading.base.fields);
    reading.looked = false;
  }
  UNSAVED = READINGS.some(isTouched);
}

/** One name at one spot means one place: what is chosen for it holds in every reading that it stands in. */
function pickPlace(reading, name, at, ids) {
  var mention = partAt(reading, name, at);
  READINGS.filter(function (each) { return each.report === reading.report; }).forEach(function (each) {
    mentionsOf(each).filter(function (other) { return equal(other.value.span, mention.span); }).forEach(function (other) {
      putPart(each, other.name, other.at, Object.assign({}, other.value, { places: ids, open: false }));
    });
  });
}

/** List a reading's mentions with the field that holds each; `at` counts those of `via`. */
function mentionsOf(reading) {
  var found = [];
  MENTIONS.forEach(function (name) {
    var value = reading.fields[name];
    [].concat(value || []).forEach(function (each, at) { found.push({ name: name, at: at, value: each }); });
  });
  return found;
}

/** Give a part of a reading, of several the one at a place. */
function partAt(reading, name, at) {
  var value = reading.fields[name];
  return Array.isArray(value) ? value[at] : value;
}

function putPart(reading, name, at, part) {
  if (!Array.isArray(reading.fields[name])) return setField(reading, name, part);
  var list = reading.fields[name].slice();
  if (part) list[at] = part;
  else list.splice(at, 1);
  return setField(reading, name, list);
}

var EMPTY = { subject: null, reference: null, second_reference: null, quantity: null, relation: "", measured_as: "unstated", stand_in: "", stand_in_role: "reference", same_as: "", note: "" };
var EMPTY_MOVEMENT = { date: null, arrival: null, took: null, count: null, also: [], actor: "", origin: null, via: [], destination: null, towards: null, area: false, ordinal: null, ordinal_words: "", sense: "", same_as: "", note: "" };

/** Make a reading of selected words; its sentence is the one, or the ones, that they stand in. */
function draft(kind, picked) {
  var report = REPORTS.get(picked.report);
  var around = report.sentences.filter(function (each) { return each[0] < picked.end && picked.start < each[1]; });
  var start = Math.min(picked.start, around.length ? around[0][0] : picked.start);
  var end = Math.max(picked.end, around.length ? around[around.length - 1][1] : picked.end);
  ADDED += 1;
  var fields = kind === "movement" ? copy(EMPTY_MOVEMENT) : Object.assign({ kind: kind }, copy(EMPTY));
  var part = { words: picked.words, span: [picked.start, picked.end] };
  if (kind === "movement") fields.destination = mentionOf(picked);
  else if (KINDS.get(kind).figures) fields.quantity = newPart("quantity", part);
  else fields.reference = mentionOf(picked);
  var reading = {
    id: "+" + ADDED, kind: kind, report: picked.report, span: [start, end], words: wordsAt(report, start, end),
    reviews: [], base: { status: "added", fields: {} }, status: "added", fields: fields, looked: true, added: true,
  };
  READINGS.push(reading);
  READINGS.sort(function (one, other) {
    return one.report === other.report ? one.span[0] - other.span[0] : DATA.reports.indexOf(REPORTS.get(one.report)) - DATA.reports.indexOf(REPORTS.get(other.report));
  });
  UNSAVED = true;
  return reading;
}

/** A distance, count or date of these words; what they mean is read from them when the review is brought in. */
function newPart(name, part) {
  var count = { lo: null, hi: null, noun: "", hedge: "", "with": "" };
  var quantity = { lo: null, hi: null, unit: "", hedge: "" }, date = { start: null, end: null, precision: "" };
  var open = { quantity: quantity, took: quantity, count: count, also: count, date: date, arrival: date };
  return Object.assign({ words: part.words, span: part.span }, open[name]);
}

/** A name of selected words; the one place that bears it is taken, to be looked at. */
function mentionOf(picked) {
  var known = bearers(picked.words);
  return { words: picked.words, span: [picked.start, picked.end], places: known.length === 1 ? [known[0].id] : [], open: known.length !== 1 };
}

/** List the places that bear a name, to the key. */
function bearers(name) {
  var wanted = key(name);
  return DATA.places.filter(function (each) { return wanted && each.keys.includes(wanted); });
}

/** List the places that a query is part of a name of, those that bear it first. */
function search(query) {
  var wanted = key(query);
  if (!wanted) return [];
  var found = DATA.places.filter(function (each) {
    return each.keys.some(function (name) { return name.includes(wanted) || closed(name).includes(closed(wanted)); });
  });
  return found.sort(function (one, other) { return Number(other.keys.includes(wanted)) - Number(one.keys.includes(wanted)); });
}

/** Lay out what the reviewer made of the case, as the file that `geo-osint review` brings in. */
function savedReview() {
  return {
    format: DATA.saved_format,
    "case": { name: DATA.case.name, sha256: DATA.case.sha256 },
    readings: READINGS.filter(function (each) { return !each.added && isTouched(each); }).map(function (each) {
      var found = { id: each.id, seen: each.gist };
      if (each.kind !== "name") found.status = { was: each.base.status, now: each.status };
      found.fields = {};
      changedFields(each).forEach(function (name) {
        found.fields[name] = { was: each.base.fields[name], now: each.fields[name] };
      });
      return found;
    }),
    added: READINGS.filter(function (each) { return each.added; }).map(function (each) {
      var fields = copy(each.fields);
      delete fields.kind;
      return { kind: kindOf(each), report: each.report, span: each.span, words: each.words, fields: fields };
    }),
  };
}

/** Take up a review saved from this same page; gives false for any other file. */
function takeUp(saved) {
  var mine = saved && saved.format === DATA.saved_format && saved.case && saved.case.name === DATA.case.name && saved.case.sha256 === DATA.case.sha256;
  if (!mine || !Array.isArray(saved.readings) || !Array.isArray(saved.added)) return false;
  var known = saved.readings.every(function (each) { return each && readingOf(each.id) && each.fields; });
  var fits = saved.added.every(function (each) { return each && KINDS.has(each.kind) && REPORTS.has(each.report) && each.fields; });
  if (!known || !fits) return false;
  READINGS.filter(function (each) { return each.added; }).forEach(takeBack);
  READINGS.forEach(takeBack);
  saved.readings.forEach(function (each) {
    var reading = readingOf(each.id);
    Object.keys(reading.fields).forEach(function (name) {
      if (Object.hasOwn(each.fields, name)) reading.fields[name] = copy(each.fields[name].now);
    });
    reading.looked = true;
    reading.status = each.status ? each.status.now : isCorrected(reading) ? "corrected" : reading.status;
  });
  saved.added.forEach(function (each) {
    var reading = draft(each.kind, { report: each.report, start: each.span[0], end: each.span[1], words: each.words });
    Object.keys(reading.fields).forEach(function (name) {
      if (Object.hasOwn(each.fields, name)) reading.fields[name] = copy(each.fields[name]);
    });
  });
  UNSAVED = false;
  return true;
}
