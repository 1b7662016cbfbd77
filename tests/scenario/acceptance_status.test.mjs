// What becomes of a certificate, what the public sees of it, and what other bodies do not: each test bears the number of its case.
import { test, before, beforeEach } from "node:test";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { because, certified, clock, contracted, declare, freshBody, person, refusal } from "../lib/flows.mjs";
import { nobody, refused, today } from "../lib/world.mjs";

let cb;
before(async () => {
    cb = await freshBody();
});
beforeEach(() => clock());

const at = (file) => `/v1/certificates/issued/${file.certificate.id}`;
const read = (file) => cb.apis.decider.get(at(file));
const change = (file, status, more) => cb.apis.decider.post(`${at(file)}/status`, { status, reason: "Decided by the committee", ...because(status, more?.on), ...omit(more) });
const omit = ({ on, ...rest } = {}) => rest;
const page = async (file) => {
    const answer = await nobody.send("GET", `/c/${file.certificate.public_id}`);
    assert.equal(answer.status, 200);
    return answer.raw.toString();
};

test("AT-41 a suspension of six months at most stays one until somebody decides", async () => {
    const file = await certified(cb, "2026-06-10");
    clock("2026-08-31");
    await refusal(change(file, "suspended", { months: 7 }), "T-SUS", /9\.6\.5\.4/, /7 months/);
    await refusal(change(file, "suspended", { effective_on: "2026-08-30" }), "CRT-b", /8\.2\.2 b/, /2026-08-30/);
    await refused(change(file, "suspended", { effective_on: "2026-09-01" }));
    await change(file, "suspended");
    const now = async () => {
        const { state, suspended_until, decision_due } = await read(file);
        return [state, suspended_until, decision_due];
    };
    assert.deepEqual(await now(), ["suspended", "2027-02-28", false]);
    clock("2027-02-28");
    assert.deepEqual(await now(), ["suspended", "2027-02-28", false]);
    clock("2027-03-01");
    assert.deepEqual(await now(), ["suspended", "2027-02-28", true]);
    const listed = (await cb.apis.decider.get("/v1/certificates/issued?limit=200")).data.find((c) => c.id === file.certificate.id);
    assert.equal(listed.decision_due, true);
    assert.match(await page(file), /Suspended/);
    await change(file, "withdrawn");
    assert.deepEqual(await now(), ["withdrawn", null, false]);
});

test("a status is decided by somebody independent, competent and impartial, with reasons", async () => {
    const file = await certified(cb, "2026-06-10");
    const by = (who, more) => who.api.post(`${at(file)}/status`, { status: "suspended", reason: "Decided", ...because("suspended"), ...more });
    const idle = await person(cb, ["decider"], [], { file }), silent = await person(cb, ["decider"], ["decider"]), consultant = await person(cb, ["decider"], ["decider"]);
    await declare(cb, consultant, file, { relation: "consultancy", ended_on: "2025-01-01" });
    await refusal(by(idle), "CMP-A", /7\.2\.4/, new RegExp(idle.name));
    await refusal(by(silent), "SOD-8", /5\.2\.13/, new RegExp(silent.name));
    await refusal(by(consultant), "SOD-3", /5\.2\.10/, new RegExp(consultant.name));
    await refusal(change(file, "suspended", { reason: " " }), "MNT-12", /9\.6\.5\.2/, /reason/);
});

test("a suspension has a ground and says what ends it", async () => {
    const file = await certified(cb, "2026-06-10");
    clock("2026-08-31");
    await refusal(change(file, "suspended", { ground: undefined }), "MNT-12", /9\.6\.5\.2/, /grounds/);
    await refusal(change(file, "suspended", { conditions: undefined }), "MNT-12", /9\.6\.5\.2/, /solved/);
    const kept = (await change(file, "suspended")).history.at(-1);
    assert.deepEqual([kept.ground, kept.conditions], ["failure", "Hold the surveillance audit"]);
});

test("AT-41 a body may suspend for a shorter time", async () => {
    const file = await certified(cb, "2026-06-10");
    clock("2026-08-31");
    await change(file, "suspended", { months: 3 });
    assert.equal((await read(file)).suspended_until, "2026-11-30");
    for (const [more, says] of [[{ solved_on: undefined }, /not solved/], [{ evidence: undefined }, /evidence/i]])
        await refusal(change(file, "active", { on: "2026-08-31", ...more }), "MNT-14", /9\.6\.5\.4/, says);
    assert.equal((await change(file, "active", { on: "2026-08-31" })).state, "active");
});

test("AT-42 a suspended certificate expires on its day, and no status brings it back", async () => {
    const file = await certified(cb, "2024-05-15");
    clock("2027-03-01");
    await change(file, "suspended");
    assert.equal((await read(file)).suspended_until, "2027-05-14", "not beyond the last day");
    clock("2027-05-14");
    assert.equal((await read(file)).state, "suspended");
    clock("2027-05-15");
    assert.deepEqual([(await read(file)).state, (await read(file)).decision_due], ["expired", false]);
    assert.match(await page(file), /Expired/);
    await refusal(change(file, "active", { on: "2027-05-15" }), "T-EXP", /8\.2\.2 c/, /2027-05-14/);
    for (const status of ["suspended", "withdrawn"]) await refusal(change(file, status), "T-EXP", /8\.2\.2 c/);
    clock("2027-11-15");
    const problem = await refusal(change(file, "active", { on: "2027-05-15" }), "T-EXP", /8\.2\.2 c/);
    assert.match(problem.what_would_pass, /stage 2/);
});

test("AT-57 a suspended and a withdrawn certificate are found, with the day", async () => {
    const file = await certified(cb, "2026-06-10");
    clock("2026-08-31");
    await change(file, "suspended");
    assert.match(await page(file), /Suspended[^]*31 August 2026/);
    clock("2026-09-30");
    await change(file, "withdrawn");
    assert.match(await page(file), /Withdrawn[^]*30 September 2026/);
    assert.doesNotMatch(await page(file), /not found/i);
    const search = (await nobody.send("GET", `/verify?number=${file.certificate.number}`)).raw.toString();
    assert.match(search, /Withdrawn/);
    await refusal(change(file, "active"), "MNT-W", /9\.6\.5/);
    await refusal(change(file, "suspended"), "MNT-W", /9\.6\.5/);
    assert.equal((await refused(change(file, "withdrawn"))).status, 409);
});

test("AT-60 the records of a client that leaves are kept a cycle longer", async () => {
    const file = await certified(cb, "2024-05-15");
    clock("2026-01-10");
    const left = await change(file, "withdrawn", { reason: "The client ends the agreement" });
    assert.deepEqual([left.state, left.expires_on, left.records_until], ["withdrawn", "2027-05-14", "2030-05-14"]);
});

test("AT-65 the audit of another body is not there, and the attempt is in the log", async () => {
    const other = await freshBody();
    const file = await contracted(other);
    const audit = await other.apis.planner.post("/v1/stage1/audits", { client_id: file.id, programme_id: file.programme.id, starts_on: today, ends_on: today });
    const problem = await refused(cb.apis.lead.get(`/v1/stage1/audits/${audit.id}`));
    assert.equal(problem.status, 404);
    assert.deepEqual(problem.detail, (await refused(cb.apis.lead.get("/v1/stage1/audits/00000000-0000-7000-8000-000000000000"))).detail, "as one that never was");
    const lines = (name) => readFileSync(`${process.env.SW_VAR}/log/${name}.log`, "utf8").split("\n").filter((l) => l.includes(problem.request_id)).map((l) => JSON.parse(l));
    const [asked] = lines("stage1");
    assert.deepEqual([asked.code, asked.person, asked.target], ["not-found", cb.people.lead, `/v1/stage1/audits/${audit.id}`]);
    assert.equal(lines("gateway")[0].status, "404");
    // Nor can it be changed, by anybody of the other body.
    for (const step of ["team", "notice", "plan", "opening"]) assert.equal((await refused(cb.apis.planner.post(`/v1/stage1/audits/${audit.id}/${step}`, step === "team" ? { members: [{ person_id: cb.people.lead, role: "lead", half_days: 2 }] } : { note: "x" }))).status > 400, true);
});
