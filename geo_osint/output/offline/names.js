// Finding by name in either script. Folds a query as geo_osint folds the names in the data.

var LETTERS = new Map(Object.entries(DATA.letters));

var FOLDED = new Map(); // every character once: names repeat few

function foldOnce(character) {
  if (!FOLDED.has(character)) FOLDED.set(character, foldedOf(character));
  return FOLDED.get(character);
}

function foldedOf(character) {
  if (LETTERS.has(character)) return LETTERS.get(character);
  if (/\p{Nd}/u.test(character)) return digit(character);
  if (/\p{No}/u.test(character) || character === "\u00aa" || character === "\u00ba") return character;
  return character.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}]/gu, "");
}

/** Digits of a script stand together, zero first. */
function digit(character) {
  var code = character.codePointAt(0);
  var zero = code;
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(code - zero);
}

function fold(text) {
  var folded = text;
  for (var round = 0; round < 3; round += 1) {
    var before = folded;
    folded = Array.from(before, foldOnce).join("");
    if (folded === before) break;
  }
  if (!folded.includes("'")) return folded;
  return folded.replace(/(.?)('+)(?=[a-z])(s(?![\p{L}\p{N}]))?/gu, function (all, before, mark, possessive) {
    return /\p{L}/u.test(before) && possessive ? all : before + (possessive || "");
  });
}

/** Give the form in which two spellings of one name are equal. */
function key(name) {
  return fold(name).replace(/\u0621/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

function closed(text) {
  return text.replace(/ /g, "");
}
