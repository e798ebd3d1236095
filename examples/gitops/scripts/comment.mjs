// Writes a file as the one comment of a stack on a pull request of GitHub, or on a merge request of GitLab.
// Usage: node comment.mjs <file> <stack>
import { readFileSync } from "node:fs";

const [file, stack] = process.argv.slice(2);
if (file === undefined || stack === undefined) throw new Error("Usage: node comment.mjs <file> <stack>");
const mark = `<!-- pulumi-media-tasks ${stack} -->`;
const body = `${mark}\n${readFileSync(file, "utf8")}`;
const { env } = process;

/** How a host names its comments. */
const host = env.GITLAB_CI === "true" ? gitlab() : github();

function github() {
  const repository = `${env.GITHUB_API_URL}/repos/${env.GITHUB_REPOSITORY}`;
  return {
    headers: { authorization: `Bearer ${env.GITHUB_TOKEN}`, accept: "application/vnd.github+json" },
    all: `${repository}/issues/${env.PULL_REQUEST}/comments`,
    one: (id) => `${repository}/issues/comments/${id}`,
    change: "PATCH",
    // Whoever copies the mark does not get their comment overwritten.
    isOurs: ({ user }) => user?.login === "github-actions[bot]",
  };
}

function gitlab() {
  const notes = `${env.CI_API_V4_URL}/projects/${env.CI_PROJECT_ID}/merge_requests/${env.CI_MERGE_REQUEST_IID}/notes`;
  return {
    headers: { "private-token": env.GITLAB_TOKEN },
    all: notes,
    one: (id) => `${notes}/${id}`,
    change: "PUT",
    isOurs: () => true,
  };
}

async function call(method, url, content) {
  const response = await fetch(url, {
    method,
    headers: { ...host.headers, "content-type": "application/json" },
    body: content && JSON.stringify(content),
  });
  if (!response.ok) throw new Error(`${method} ${url} was answered with ${response.status}`);
  return response.json();
}

async function find() {
  for (let page = 1; ; page += 1) {
    const comments = await call("GET", `${host.all}?per_page=100&page=${page}`);
    const found = comments.find((comment) => comment.body.startsWith(mark) && host.isOurs(comment));
    if (found !== undefined || comments.length < 100) return found;
  }
}

const known = await find();
if (known === undefined) await call("POST", host.all, { body });
else await call(host.change, host.one(known.id), { body });
