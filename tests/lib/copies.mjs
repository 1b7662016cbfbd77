// Copies of the running installation's database, to change by hand what nobody may change, and `sealwright check --rules` over them.
import { execFileSync, spawnSync } from "node:child_process";

const folder = process.env.SW_VAR;
const server = `host=${folder}/pg/socket port=5432`;
const superuser = (database) => `${server} user=postgres dbname=${database}`;

// SQL past all walls; the rows as text.
export function sql(database, text) {
    return execFileSync("psql", ["-X", "-A", "-t", "-q", "-v", "ON_ERROR_STOP=1", "-d", superuser(database), "-f", "-"], { input: `SET client_min_messages = warning;\n${text}`, maxBuffer: 1 << 30 }).toString().trim();
}

// A copy of the installation's database under another name; it goes on meanwhile.
export function copyOfInstallation(name) {
    sql("postgres", `DROP DATABASE IF EXISTS ${name} WITH (FORCE); CREATE DATABASE ${name}; GRANT CONNECT ON DATABASE ${name} TO check_service;`);
    execFileSync("bash", ["-c", `set -o pipefail; pg_dump -d "${superuser("sealwright")}" | psql -X -q -o /dev/null -v ON_ERROR_STOP=1 -d "${superuser(name)}"`], { stdio: ["ignore", "ignore", "inherit"] });
}

// A copy of a copy, for one change; quick, since nobody is connected to the first.
export function copy(from, name) {
    sql("postgres", `DROP DATABASE IF EXISTS ${name} WITH (FORCE); CREATE DATABASE ${name} TEMPLATE ${from}; GRANT CONNECT ON DATABASE ${name} TO check_service;`);
}

export const drop = (name) => sql("postgres", `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);

// Run the operator's command over a database; settings may be changed.
export function check(database, { program = `${folder}/bin/sealwright`, args = ["check", "--rules"], settings = {} } = {}) {
    const env = { ...process.env, SEALWRIGHT_DATABASE: `${server} dbname=${database}`, SEALWRIGHT_CHECK_KEY: `${folder}/keys/context-w-check.key`, ...settings };
    const done = spawnSync(program, args, { env, encoding: "utf8", maxBuffer: 1 << 28 });
    const lines = done.stdout.trim().split("\n");
    return { status: done.status, found: lines.slice(0, -1), summary: lines.at(-1), errors: done.stderr };
}
