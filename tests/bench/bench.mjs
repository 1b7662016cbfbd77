// A handful of figures, so that later work can see itself.  Ratios against a peer or a limit measured in the same run;
// this machine may be noisy: read the ratios, not the numbers.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { Agent, request } from "node:https";
import { performance } from "node:perf_hooks";
import { demo, nobody, origin } from "../lib/world.mjs";

const ca = readFileSync(process.env.SW_CA);
const agent = new Agent({ keepAlive: true, maxSockets: 32, ca });
const target = new URL(origin);

function once(path, headers = {}) {
    return new Promise((resolve, reject) => {
        const req = request({ host: target.hostname, port: target.port, path, headers, agent }, (res) => {
            res.resume();
            res.on("end", () => resolve(res.statusCode));
        });
        req.on("error", reject);
        req.end();
    });
}

// Requests a second over kept connections, for a second and a half.
async function rate(path, headers) {
    const until = performance.now() + 1500;
    let count = 0;
    const started = performance.now();
    await Promise.all([...Array(32)].map(async () => {
        while (performance.now() < until) {
            if ((await once(path, headers)) >= 400) throw new Error(`${path} was refused`);
            count++;
        }
    }));
    return (count / (performance.now() - started)) * 1000;
}

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const cpu = (name) => {
    const fields = readFileSync(`/proc/${readFileSync(`${process.env.SW_VAR}/run/${name}.pid`, "utf8").trim()}/stat`, "utf8").split(") ")[1].split(" ");
    return (Number(fields[11]) + Number(fields[12])) * 10; // ms at 100 ticks a second
};

const account = demo.accounts.find((a) => a.role === "planner");
const api = await nobody.signIn(account.body, account.email, account.password);
const paths = {
    limit: ["/livez", {}],
    "verification from memory": [`/c/${demo.certificate.public_id}`, {}],
    "read through service and database": ["/v1/clients/organisations?limit=10", api.headers],
};
const rounds = {};
for (let i = 0; i < 5; i++) for (const [name, [path, headers]] of Object.entries(paths)) (rounds[name] ??= []).push(await rate(path, headers));
const limit = median(rounds.limit);
console.log(`the gateway's own bare answer over kept TLS connections: ${limit.toFixed(0)} requests/s, the limit of this client on this machine`);
for (const name of Object.keys(paths).slice(1)) console.log(`${name}: ${(median(rounds[name]) / limit).toFixed(2)} of the limit (${median(rounds[name]).toFixed(0)} requests/s)`);

const before = ["gateway", "identity", "clients", "stage1", "stage2", "evidence", "certificates", "signer"].map(cpu).reduce((a, b) => a + b);
const { apply, makeClient } = await import("../../deploy/demo/client.mjs");
const { resolveFindings, stage1, stage2 } = await import("../../deploy/demo/audit.mjs");
const { certify } = await import("../../deploy/demo/certificate.mjs");
const { body, client, today } = await import("../lib/world.mjs");
const cb = await body("southgate");
const started = performance.now();
const file = await apply(cb, await makeClient(cb, client("Bench"), today));
await stage1(cb, file);
await stage2(cb, file);
await resolveFindings(cb, file);
await certify(cb, file);
const after = ["gateway", "identity", "clients", "stage1", "stage2", "evidence", "certificates", "signer"].map(cpu).reduce((a, b) => a + b);
console.log(`a certification's whole way: ${(performance.now() - started).toFixed(0)} ms, ${after - before} ms of the services' CPU (goal: under 1000 ms)`);
console.log(`openssl's SHA-256 beside it: ${execFileSync("sh", ["-c", "openssl speed -seconds 1 -bytes 16384 -evp sha256 2>/dev/null | tail -n 1"]).toString().trim()}`);
agent.destroy();
