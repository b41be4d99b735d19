// The controls by which a reading is corrected: each writes one field, and says where it cannot.

/** Read a number in European, Arabic or Persian digits; NaN for anything else. */
function parseNumber(text) {
  var plain = Array.from(text.trim(), function (each) { return /\p{Nd}/u.test(each) ? digit(each) : each; }).join("")
    .replace(/\u066b/g, ".").replace(/[\u066c\s]/g, "");
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replace(/,/g, "");
  plain = plain.replace(",", ".");
  return /^\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}

function labelled(id, label, control) {
  return el("div", { "class": "field" }, [el("label", { "for": id }, label), control]);
}

function choice(id, label, options, value, onChange) {
  var control = el("select", { id: id, change: function () { onChange(control.value); } }, options.map(function (each) {
    return el("option", { value: each[0], selected: each[0] === value }, each[1]);
  }));
  return labelled(id, label, control);
}

function coded(group) {
  return Object.keys(DATA.codes[group]).map(function (code) { return [code, words(DATA.codes[group][code])]; });
}

function textField(id, label, value, onChange, attributes) {
  var control = el("input", Object.assign({ id: id, type: "text", dir: "auto", autocomplete: "off", change: function () { onChange(control.value.trim(), control); } }, attributes || {}));
  control.value = value;
  return labelled(id, label, control);
}

function numberField(id, label, value, whole, onChange) {
  return textField(id, label, value === null ? "" : String(value), function (text, control) {
    var number = text === "" ? null : parseNumber(text);
    var wrong = number !== null && (Number.isNaN(number) || (whole && !Number.isInteger(number)));
    control.setAttribute("aria-invalid", String(wrong));
    if (wrong) announce(say("not_a_number"), true);
    else onChange(number);
  }, { inputmode: "decimal", dir: "ltr", "class": "number" });
}

function dayField(id, label, value, onChange) {
  var control = el("input", { id: id, type: "date", change: function () { onChange(control.value || null); } });
  control.value = value || "";
  return labelled(id, label, control);
}

/** Give the words that a part was read from, and the buttons to take others or none. */
function quoteRow(reading, name, part, onTake, onClear) {
  var id = fieldId(reading, name);
  return el("div", { "class": "quote-row" }, [
    part ? el("q", { "class": "quoted", lang: REPORTS.get(reading.report).language || null }, bdi(part.words)) : el("span", { "class": "muted" }, say("not_stated")),
    button(say("take"), function () {
      if (!PICKED || PICKED.report !== reading.report) return announce(say("select_first"), true);
      return onTake(PICKED);
    }, { id: id + "-take", "class": "small", "aria-label": say("take") + ": " + say("field." + name) }),
    part ? button(say("clear"), onClear, { id: id + "-clear", "class": "small", "aria-label": say("clear") + ": " + say("field." + name) }) : null,
  ]);
}

function fieldId(reading, name, more) {
  return "f-" + reading.id.replace(/\W/g, "_") + "-" + name + (more ? "-" + more : "");
}

function group(label, children) {
  return el("fieldset", {}, [el("legend", {}, label), children]);
}

/** Show the editor of a part that quotes the text and has figures: a distance, a count, a date. */
function partEditor(reading, name, at, controls) {
  var part = partAt(reading, name, at);
  function put(more) { putPart(reading, name, at, Object.assign({}, partAt(reading, name, at), more)); changed(reading); }
  return group(say("field." + name), [
    quoteRow(reading, name + (at === undefined ? "" : at), part, function (picked) {
      putPart(reading, name, at, newPart(name, { words: picked.words, span: [picked.start, picked.end] }));
      changed(reading, true);
    }, function () { putPart(reading, name, at, null); changed(reading, true); }),
    part ? controls(part, put) : null,
  ]);
}

function isOpenPart(part) {
  return part.unit === "" || part.noun === "" || part.precision === "";
}

function openNote(part) {
  return isOpenPart(part) ? el("p", { "class": "muted" }, say("read_from_words")) : null;
}

function figures(reading, name, at, whole, part, put, more) {
  function id(which) { return fieldId(reading, name + (at === undefined ? "" : at), which); }
  return [
    openNote(part),
    el("div", { "class": "row" }, [
      numberField(id("lo"), say("lo"), part.lo, whole, function (value) {
        var now = partAt(reading, name, at);
        var same = now.hi === null || now.hi === now.lo || value === null;
        put(Object.assign({ lo: value, hi: same ? value : now.hi }, more(value)));
        if (same) byId(id("hi")).value = value === null ? "" : String(value);
      }),
      numberField(id("hi"), say("hi"), part.hi, whole, function (value) {
        put(Object.assign({ hi: value === null ? partAt(reading, name, at).lo : value }, more(value)));
      }),
    ]),
  ];
}

/** Show the editor of a distance or a time; of a movement only the time that it took. */
function quantityEditor(reading, name) {
  function timed() { return name === "took" || KINDS.get(kindOf(reading)).hours; }
  return partEditor(reading, name, undefined, function (part, put) {
    return [
      figures(reading, name, undefined, false, part, put, function () {
        if (reading.fields[name].unit !== "") return {};
        var unit = timed() ? "h" : "km";
        byId(fieldId(reading, name, "unit")).value = unit;
        return { unit: unit };
      }),
      el("div", { "class": "row" }, [
        choice(fieldId(reading, name, "unit"), say("unit"), openOption().concat(coded("unit").filter(function (each) { return (each[0] === "h") === timed(); })), part.unit, function (value) {
          put(value === "" ? { unit: "", lo: null, hi: null, hedge: "" } : { unit: value });
        }),
        choice(fieldId(reading, name, "hedge"), say("hedge"), [["", say("none")]].concat(coded("hedge"), [["few", say("hedge.few")]]), part.hedge, function (value) {
          put(value === "few" ? { hedge: value, lo: null, hi: null, unit: reading.fields[name].unit || (timed() ? "h" : "km") } : { hedge: value });
        }),
      ]),
    ];
  });
}

function openOption() {
  return [["", say("from_words")]];
}

/** Show the editor of the count, or of the one at a place among those beside it. */
function countEditor(reading, name, at) {
  function id(which) { return fieldId(reading, name + (at === undefined ? "" : at), which); }
  return partEditor(reading, name, at, function (part, put) {
    return [
      figures(reading, name, at, true, part, put, function () {
        if (partAt(reading, name, at).noun !== "") return {};
        byId(id("noun")).value = "vehicle";
        return { noun: "vehicle" };
      }),
      el("div", { "class": "row" }, [
        choice(id("noun"), say("noun"), openOption().concat(coded("noun")), part.noun, function (value) {
          put(value === "" ? { noun: "", lo: null, hi: null, hedge: "" } : { noun: value });
        }),
        choice(id("hedge"), say("hedge"), [["", say("none")]].concat(coded("hedge")), part.hedge, function (value) { put({ hedge: value }); }),
      ]),
      textField(id("with"), say("with"), part.with, function (value) { put({ "with": value }); }),
    ];
  });
}

/** Show counts beside the first, and a button for one more. */
function alsoEditor(reading) {
  var list = reading.fields.also;
  return [
    list.map(function (_, at) { return countEditor(reading, "also", at); }),
    reading.fields.count ? addButton(reading, "also", function (picked) { return newPart("also", { words: picked.words, span: [picked.start, picked.end] }); }) : null,
  ];
}

/** Give the button that adds the picked words to a list of parts. */
function addButton(reading, name, make) {
  return button(say("add_" + name), function () {
    if (!PICKED || PICKED.report !== reading.report) return announce(say("select_first"), true);
    setField(reading, name, reading.fields[name].concat([make(PICKED)]));
    return changed(reading, true);
  }, { id: fieldId(reading, name, "add"), "class": "small" });
}

/** Show the editor of a date, the day of the movement or that of its arrival. */
function dateEditor(reading, name) {
  return partEditor(reading, name, undefined, function (part, put) {
    function id(which) { return fieldId(reading, name, which); }
    function days(more) {
      var now = Object.assign({}, reading.fields[name], more);
      if (now.start === null || now.end === null) {
        var only = now.start || now.end;
        if (more.start === null || more.end === null) only = null;
        now.start = now.end = only;
      }
      if (now.start === null) now.precision = now.precision === "" ? "" : "unknown";
      else if (now.precision === "" || now.precision === "unknown") now.precision = "day";
      put(now);
      byId(id("start")).value = now.start || "";
      byId(id("end")).value = now.end || "";
      byId(id("precision")).value = now.precision;
    }
    return [
      openNote(part),
      el("div", { "class": "row" }, [
        dayField(id("start"), say("start"), part.start, function (value) { days({ start: value }); }),
        dayField(id("end"), say("end"), part.end, function (value) { days({ end: value }); }),
        choice(id("precision"), say("precision"), openOption().concat(coded("precision")), part.precision, function (value) {
          days(value === "" || value === "unknown" ? { start: null, end: null, precision: value } : { precision: value });
        }),
      ]),
    ];
  });
}

function simple(reading, name) {
  return textField(fieldId(reading, name), say("field." + name), reading.fields[name], function (value) {
    setField(reading, name, value);
    changed(reading);
  });
}

/** Show which reading this one tells again; those of its own sort stand to choice. */
function sameEditor(reading) {
  var moves = kindOf(reading) === "movement";
  var others = READINGS.filter(function (each) {
    return each !== reading && !each.added && each.kind !== "name" && (kindOf(each) === "movement") === moves;
  });
  return choice(fieldId(reading, "same_as"), say("field.same_as"), [["", say("none")]].concat(others.map(function (each) {
    return [each.id, each.id + ": " + each.words.slice(0, SHOWN_WORDS)];
  })), reading.fields.same_as, function (value) { setField(reading, "same_as", value); changed(reading); });
}

var SHOWN_WORDS = 60; // of a sentence in a list to choose from

function noteEditor(reading) {
  var id = fieldId(reading, "note");
  var control = el("textarea", { id: id, rows: 2, dir: "auto", change: function () {
    setField(reading, "note", control.value.trim());
    changed(reading);
  } });
  control.value = reading.fields.note;
  return labelled(id, say("field.note"), control);
}

function statementEditors(reading) {
  var kind = KINDS.get(kindOf(reading));
  var hasFigures = kind.figures || reading.fields.quantity !== null;
  var relations = kind.relations.concat(reading.fields.relation && !kind.relations.includes(reading.fields.relation) ? [reading.fields.relation] : []);
  return [
    choice(fieldId(reading, "kind"), say("field.kind"), DATA.kinds.filter(function (each) { return each.code !== "movement"; }).map(function (each) { return [each.code, words(each.label)]; }), kind.code, function (value) {
      var fits = KINDS.get(value).relations.includes(reading.fields.relation);
      var part = reading.fields.quantity;
      setField(reading, "kind", value);
      if (part && (part.unit === "h") !== KINDS.get(value).hours) setField(reading, "quantity", newPart("quantity", part));
      if (!fits) setField(reading, "relation", "");
      changed(reading, true);
    }),
    mentionEditor(reading, "subject"),
    mentionEditor(reading, "reference"),
    kind.two_places || reading.fields.second_reference ? mentionEditor(reading, "second_reference") : null,
    hasFigures ? quantityEditor(reading, "quantity") : null,
    el("div", { "class": "row" }, [
      relations.length ? choice(fieldId(reading, "relation"), say(kind.figures || kind.code === "direction" ? "direction" : "field.relation"), [["", say("none")]].concat(relations.map(function (each) {
        return [each, words(DATA.codes.relation[each]) || each];
      })), reading.fields.relation, function (value) { setField(reading, "relation", value); changed(reading); }) : null,
      hasFigures ? choice(fieldId(reading, "measured_as"), say("field.measured_as"), ["unstated", "centre", "edge", "road"].map(function (each) {
        return [each, say("measured." + each)];
      }), reading.fields.measured_as, function (value) { setField(reading, "measured_as", value); changed(reading); }) : null,
    ]),
    el("div", { "class": "row" }, [
      simple(reading, "stand_in"),
      choice(fieldId(reading, "stand_in_role"), say("field.stand_in_role"), ["subject", "reference"].map(function (each) {
        return [each, say("field." + each)];
      }), reading.fields.stand_in_role, function (value) { setField(reading, "stand_in_role", value); changed(reading); }),
    ]),
    sameEditor(reading),
    noteEditor(reading),
  ];
}

function movementEditors(reading) {
  var box = el("input", { type: "checkbox", id: fieldId(reading, "area"), change: function () { setField(reading, "area", box.checked); changed(reading); } });
  box.checked = reading.fields.area;
  return [
    dateEditor(reading, "date"),
    dateEditor(reading, "arrival"),
    quantityEditor(reading, "took"),
    countEditor(reading, "count"),
    alsoEditor(reading),
    mentionEditor(reading, "origin"),
    viaEditor(reading),
    mentionEditor(reading, "destination"),
    mentionEditor(reading, "towards"),
    el("div", { "class": "field check" }, [box, el("label", { "for": box.id }, say("field.area"))]),
    simple(reading, "actor"),
    el("div", { "class": "row" }, [
      numberField(fieldId(reading, "ordinal"), say("field.ordinal"), reading.fields.ordinal, true, function (value) {
        setField(reading, "ordinal", value || null);
        changed(reading);
      }),
      simple(reading, "ordinal_words"),
    ]),
    choice(fieldId(reading, "sense"), say("field.sense"), ["", "entering", "leaving"].map(function (each) {
      return [each, say("sense." + each)];
    }), reading.fields.sense, function (value) { setField(reading, "sense", value); changed(reading); }),
    sameEditor(reading),
    noteEditor(reading),
  ];
}

function editors(reading) {
  if (reading.kind === "name") return [mentionEditor(reading, "meaning")];
  return kindOf(reading) === "movement" ? movementEditors(reading) : statementEditors(reading);
}
