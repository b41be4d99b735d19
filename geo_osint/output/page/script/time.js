// Time: what was reported for a day, and no guess about the days between. "All dates" is where it begins.

var DATED = ["movements", "segments", "corridors", "sightings"]; // tables whose rows are of a day or a stretch of days
var DAY_MS = 86400000;
var PLAY_MS = 1400; // long enough to read a date and see what changed
var TIME = { day: null, playing: null }; // the chosen day as ISO text; null for all dates

/** First and last day of each row of a table, null where it has no date. */
function spansOf(name) {
  var table = DATA.tables[name];
  return rowNumbers(rowCount(name)).map(function (row) {
    var start = cell(table, row, "start_date");
    return start ? [start, cell(table, row, "end_date") || start] : null;
  });
}

var SPANS = new Map(DATED.map(function (name) { return [DATA.tables[name], spansOf(name)]; }));
var TOLD = SPANS.get(DATA.tables.movements);

function covers(span, day) {
  return !span || (span[0] <= day && day <= span[1]); // what has no date stays in sight
}

/** Tell whether a row is to be seen on the chosen day. */
function inTime(table, row) {
  if (!TIME.day || !SPANS.get(table)) return true;
  return covers(SPANS.get(table)[row], TIME.day);
}

function uniqueSorted(list) {
  return Array.from(new Set(list)).sort();
}

var DATED_SPANS = TOLD.filter(Boolean);
var REPORTED_DAYS = uniqueSorted(DATED_SPANS.map(function (span) { return span[0]; }));
var FIRST_DAY = REPORTED_DAYS[0];
var LAST_DAY = uniqueSorted(DATED_SPANS.map(function (span) { return span[1]; })).pop();
var HAS_TIME = Boolean(FIRST_DAY) && FIRST_DAY !== LAST_DAY;

function dayNumber(iso) {
  return Math.round(Date.parse(iso + "T00:00:00Z") / DAY_MS);
}

function isoDay(number) {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

/** Write a day as the rest of the page does. */
function dayWords(iso) {
  return Number(iso.slice(8)) + " " + words(DATA.months[Number(iso.slice(5, 7)) - 1]) + " " + Number(iso.slice(0, 4));
}

/** How many movements are of this very day, of a longer stretch that holds it, and of no known date. */
function countOn(day) {
  var found = { day: 0, longer: 0, undated: 0 };
  TOLD.forEach(function (span) {
    if (!span) found.undated += 1;
    else if (covers(span, day)) found[span[0] === span[1] ? "day" : "longer"] += 1;
  });
  return found;
}

function timeWords() {
  var undated = TOLD.length - DATED_SPANS.length;
  var tail = undated ? [" \u00b7 " + undated + " " + say("time_undated")] : [];
  if (!TIME.day) return dayWords(FIRST_DAY) + " \u2013 " + dayWords(LAST_DAY) + tail.join("");
  var found = countOn(TIME.day);
  var parts = [];
  if (found.day) parts.push(found.day + " " + say("time_of_day"));
  if (found.longer) parts.push(found.longer + " " + say("time_longer"));
  if (!parts.length) parts.push(say("time_none"));
  return dayWords(TIME.day) + ": " + parts.join(", ") + tail.join("");
}

function timeBar() {
  if (!HAS_TIME) return null;
  var range = el("input", {
    type: "range", id: "time-day", min: dayNumber(FIRST_DAY), max: dayNumber(LAST_DAY), step: 1, "aria-label": say("time_day"),
    input: function () { setDay(isoDay(Number(range.value))); }, keydown: timeKey,
  });
  return el("div", { "class": "time", role: "group", "aria-label": say("time"), dir: isArabic() ? "rtl" : "ltr", lang: UI.language }, [
    button("", playOrPause, { id: "time-play" }),
    button(say("time_all"), function () { setDay(null); }, { id: "time-all" }),
    el("div", { "class": "track" }, [el("div", { "class": "spans", "aria-hidden": "true" }, DATED_SPANS.map(spanMark)), range]),
    el("p", { id: "time-said", role: "status" }),
  ]);
}

/** Where on the axis something is dated: a tick for a day, a bar for a month. */
function spanMark(span) {
  var whole = dayNumber(LAST_DAY) - dayNumber(FIRST_DAY);
  var mark = el("span", { "class": span[0] === span[1] ? "day" : "stretch" });
  mark.style.insetInlineStart = (100 * (dayNumber(span[0]) - dayNumber(FIRST_DAY)) / whole) + "%";
  mark.style.width = (100 * (dayNumber(span[1]) - dayNumber(span[0])) / whole) + "%";
  return mark;
}

/** Arrows step by days; Page Up and Down go to the next day that was reported; Escape shows all dates. */
function timeKey(event) {
  if (event.key === "Escape") return setDay(null);
  if (event.key === "PageUp" || event.key === "PageDown") {
    event.preventDefault();
    return setDay(reportedDay(event.key === "PageUp" ? 1 : -1));
  }
  if (TIME.day || !/^(Arrow|Home|End)/.test(event.key)) return null;
  event.preventDefault(); // from "all dates" the first step is onto the first or the last day
  return setDay(event.key === "End" ? LAST_DAY : FIRST_DAY);
}

/** The next or last day from here for which something was reported. */
function reportedDay(step) {
  if (!TIME.day) return step > 0 ? FIRST_DAY : LAST_DAY;
  var beyond = REPORTED_DAYS.filter(function (day) { return step > 0 ? day > TIME.day : day < TIME.day; });
  return (step > 0 ? beyond[0] : beyond.pop()) || TIME.day;
}

function playOrPause() {
  if (TIME.playing) return pause();
  if (!TIME.day || TIME.day >= REPORTED_DAYS[REPORTED_DAYS.length - 1]) setDay(FIRST_DAY);
  TIME.playing = setInterval(function () {
    setDay(reportedDay(1));
    if (TIME.day === REPORTED_DAYS[REPORTED_DAYS.length - 1]) pause();
  }, PLAY_MS);
  return sayTime();
}

function pause() {
  clearInterval(TIME.playing);
  TIME.playing = null;
  sayTime();
}

function setDay(day) {
  TIME.day = day;
  if (!day && TIME.playing) pause();
  MAP.closePopup();
  drawLayers();
  drawLabels();
  sayTime();
  ON.moved();
}

/** Show the chosen day in the bar, and in the panel which movements are of it. */
function sayTime() {
  if (!HAS_TIME) return;
  var range = document.getElementById("time-day");
  var play = document.getElementById("time-play");
  range.value = dayNumber(TIME.day || FIRST_DAY);
  range.setAttribute("aria-valuetext", TIME.day ? timeWords() : say("time_all"));
  range.classList.toggle("idle", !TIME.day);
  play.textContent = TIME.playing ? "\u275a\u275a" : "\u25b6\ufe0e";
  play.setAttribute("aria-label", say(TIME.playing ? "time_pause" : "time_play"));
  document.getElementById("time-all").setAttribute("aria-pressed", String(!TIME.day));
  document.getElementById("time-said").textContent = timeWords();
  DATA.movements.forEach(function (_, at) {
    var opener = document.getElementById("movements-" + at);
    if (opener) opener.closest("li").classList.toggle("now", Boolean(TIME.day && TOLD[at] && covers(TOLD[at], TIME.day)));
  });
}
