// Elements that only the map page has; what every page of ours shares is in offline/dom.js.

/** Show a name in the reader's language with the other one beside it. */
function named(name) {
  var other = isArabic() ? "en" : "ar";
  var first = el("bdi", { "class": "name", lang: UI.language }, name[UI.language]);
  if (name.en === name.ar) return [first];
  return [first, " ", el("bdi", { "class": "other-name", lang: other }, name[other])];
}

/** Make rows of a label and its value; rows without a value are left out. */
function pairs(rows) {
  var list = el("dl", { "class": "pairs" });
  rows.forEach(function (row) {
    var value = row[1];
    if (value === null || value === undefined || value === "" || value.length === 0) return;
    add(list, el("div", {}, [el("dt", {}, row[0]), el("dd", {}, value)]));
  });
  return list.children.length ? list : null;
}

/** Write a radius or a precision: metres below a kilometre, else kilometres, to 0.1 where it is not whole. */
function metres(value) {
  if (value === null) return "";
  if (value < 10) return value.toFixed(1).replace(".0", "") + " " + say("m");
  if (Math.round(value) < 1000) return value.toFixed(0) + " " + say("m");
  return (value / 1000).toFixed(1).replace(".0", "") + " " + say("km");
}

function styleOf(group, value) {
  return DATA.styles[group].find(function (each) {
    return each.prefix === null ? each.code === value : String(value).startsWith(each.prefix);
  });
}

/** Give the reader's language of a pair of columns such as `name_en`, `name_ar`. */
function cellPair(table, row, stem) {
  return { en: cell(table, row, stem + "_en"), ar: cell(table, row, stem + "_ar") };
}
