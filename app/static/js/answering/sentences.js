// What is said at a field: the sentences come with the page, made by the very types that judge on the server.

export function sentence(words, part, why, value) {
  const said = words.questions[part.id] ?? {};
  if (why !== "range") return said[why] ?? (why === "choice" ? words.choice : said.unread ?? said.required);
  if (typeof value === "string") return said.long.replace("{now}", [...value].length.toLocaleString("en"));
  if (part.min !== null && value < part.min) return said.least;
  if (part.max !== null && value > part.max) return said.most;
  return said.decimals ?? said.required;
}
